using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A real PgBouncer before a PostgreSQL server; lets in whoever the server lets in, to any database.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private PgBouncer(Process process, DirectoryInfo folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <param name="postgres">The server behind it.</param>
    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="more">Lines of its configuration besides.</param>
    public static async Task<PgBouncer> StartAsync(PostgresInstance postgres, string mode, string more = "")
    {
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-pgbouncer-");
        var port = LoopbackPort.Free();
        var superuser = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnection());
        var users = Path.Combine(folder.FullName, "users");
        await File.WriteAllTextAsync(users, $"\"postgres\" \"{superuser.Password}\"\n");
        var settings = Path.Combine(folder.FullName, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={postgres.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_user = postgres
            auth_file = {users}
            pool_mode = {mode}
            default_pool_size = 50
            max_client_conn = 500
            {more}
            """));
        // It refuses to run as root.
        string[] command = System.Environment.UserName == "root"
            ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "/usr/sbin/pgbouncer", settings]
            : ["/usr/sbin/pgbouncer", settings];
        foreach (var path in (string[])[folder.FullName, users, settings])
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                    | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var bouncer = new PgBouncer(process, folder, port);
        await Eventually.BeTrueAsync(
            async () => process.HasExited ? throw new InvalidOperationException(
                "PgBouncer has ended.") : await bouncer.AnswersAsync(superuser), what: "PgBouncer answers");
        return bouncer;
    }

    /// <summary>The same connection string by this way.</summary>
    public string Before(string connection) => new NpgsqlConnectionStringBuilder(connection) { Port = Port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync(NpgsqlConnectionStringBuilder superuser)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Before(superuser.ConnectionString) + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
