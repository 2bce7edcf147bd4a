using System.Globalization;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.EndToEnd.KeyErasure;

/// <summary>What an administrator takes home: a base backup with the log that belongs to it, and dumps of both databases.</summary>
internal sealed class Copies : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("id-bellen-test-copies-");

    public async Task TakeAsync(PostgresInstance postgres, params string[] databases)
    {
        var superuser = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnection());
        string[] server = ["-h", superuser.Host!, "-p", superuser.Port.ToString(CultureInfo.InvariantCulture), "-U", superuser.Username!];
        var password = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PGPASSWORD"] = superuser.Password };
        await Command.RunAsync("pg_basebackup",
            [.. server, "-D", Path.Combine(Folder.FullName, "base"), "--checkpoint=fast", "-X", "stream"], password);
        foreach (var database in databases)
            await Command.RunAsync("pg_dump", [.. server, "-f", Path.Combine(Folder.FullName, $"{database}.sql"), database], password);
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
