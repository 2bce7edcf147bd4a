using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A real PostgreSQL server with the operator's and the api's roles.</summary>
public sealed class PostgresInstance : IAsyncDisposable
{
    private readonly ServerScript? started;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly Lazy<Task<string>> prepared;
    private string encryption = "";

    private PostgresInstance(ServerScript? started, IReadOnlyDictionary<string, string> settings)
    {
        this.started = started;
        this.settings = settings;
        Superuser = NpgsqlDataSource.Create(SuperuserConnection());
        prepared = new(() => PreparedPlatform.CreateAsync(this));
    }

    /// <summary>For looking from outside, and for doing what nobody should.</summary>
    public NpgsqlDataSource Superuser { get; }

    /// <summary>Where all its data is, the write-ahead log among it.</summary>
    public DirectoryInfo Data => new(settings["IDBELLEN_PG_DATA"]);

    /// <summary>What the server itself has written down. Only one that this test run has started is known to have it.</summary>
    /// <exception cref="InvalidOperationException">Somebody else started the server.</exception>
    public FileInfo Log => started is null
        ? throw new InvalidOperationException("Only the log of a server of one's own can be read.")
        : new FileInfo(Path.Combine(Path.GetDirectoryName(started.Output)!, "postgres.log"));

    public int Port => new NpgsqlConnectionStringBuilder(SuperuserConnection()).Port;

    public static async Task<PostgresInstance> StartAsync()
    {
        var given = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith("IDBELLEN_PG_", StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        return given.ContainsKey("IDBELLEN_PG_SUPERUSER_CONNECTION") ? new PostgresInstance(null, given) : await StartOwnAsync();
    }

    /// <summary>A server that nobody else uses, ended with this.</summary>
    /// <param name="version">Its major version; absent: that of all tests.</param>
    public static async Task<PostgresInstance> StartOwnAsync(string? version = null)
    {
        var server = await ServerScript.StartAsync("postgres", version is null
            ? null : new Dictionary<string, string?>(StringComparer.Ordinal) { ["PG_VERSION"] = version });
        var made = (await File.ReadAllLinesAsync(server.Output))
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('\''), StringComparer.Ordinal);
        return new PostgresInstance(server, made);
    }

    /// <summary>Npgsql connection strings, to the platform database that the server came with or to another.</summary>
    public string SuperuserConnection(string? database = null) => Connection("IDBELLEN_PG_SUPERUSER_CONNECTION", database);

    public string OperatorConnection(string? database = null) => Connection("IDBELLEN_PG_OPERATOR_CONNECTION", database) + encryption;

    public string ApiConnection(string? database = null) => Connection("IDBELLEN_PG_API_CONNECTION", database) + encryption;

    /// <summary>The name of a database to copy: a platform database with tables and nothing in them. Made for who asks first.</summary>
    public Task<string> PreparedPlatformAsync() => prepared.Value;

    /// <summary>From now on operator and api demand that the server shows a certificate which this one has signed.</summary>
    public void Trust(FileInfo certificate) => encryption = $";SSL Mode=VerifyFull;Root Certificate={certificate.FullName}";

    /// <summary>From now on the server shows this certificate; without one it speaks no TLS. Connections that are open go on.</summary>
    public async Task ShowAsync(X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            await WriteAsync("server.crt", certificate.ExportCertificatePem());
            using var key = certificate.GetECDsaPrivateKey()!;
            await WriteAsync("server.key", key.ExportPkcs8PrivateKeyPem());
        }
        await ExecuteAsync($"ALTER SYSTEM SET ssl = {(certificate is null ? "off" : "on")}");
        await ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.BeTrueAsync(
            async () => (await QueryAsync("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).Single() == (certificate is null
                ? "False" : "True"), what: "TLS is switched");
    }

    // By the server itself, whose files they must be.
    private Task WriteAsync(string file, string pem) =>
        ExecuteAsync($"COPY (SELECT unnest(string_to_array('{pem}', E'\n'))) TO PROGRAM 'umask 077; cat > {file}'");

    public async Task ExecuteAsync(string sql, string? database = null)
    {
        await using var connection = new NpgsqlConnection(SuperuserConnection(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// One of the server's processes is killed. The server then ends all sessions, replays its log and takes connections again, as after a
    /// restart; returns when it does.
    /// </summary>
    public async Task CrashAsync()
    {
        var victim = (await QueryAsync("SELECT pid FROM pg_stat_activity WHERE backend_type = 'background writer'")).Single();
        System.Diagnostics.Process.GetProcessById(int.Parse(victim, System.Globalization.CultureInfo.InvariantCulture)).Kill();
        await Eventually.BeTrueAsync(IsUpAsync, what: "PostgreSQL is up again");
    }

    /// <summary>
    /// All of the server's processes are killed at once and it is started again, as after a power cut; returns when it takes connections.
    /// </summary>
    /// <exception cref="InvalidOperationException">Others use the server too.</exception>
    public Task PowerCutAsync() =>
        (started ?? throw new InvalidOperationException("Only a server of one's own is cut off from its power.")).CrashAsync();

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await QueryAsync("SELECT pg_postmaster_start_time() IS NOT NULL")).Count == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The first column of all rows, as text.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql, string? database = null)
    {
        await using var connection = new NpgsqlConnection(SuperuserConnection(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString() ?? "");
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (started is null && prepared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await ExecuteAsync($"DROP DATABASE IF EXISTS {await prepared.Value} WITH (FORCE)");
        await Superuser.DisposeAsync();
        if (started is not null) await started.DisposeAsync();
    }

    private string Connection(string name, string? database)
    {
        var builder = new NpgsqlConnectionStringBuilder(settings[name]);
        if (database is not null) builder.Database = database;
        return builder.ConnectionString;
    }
}
