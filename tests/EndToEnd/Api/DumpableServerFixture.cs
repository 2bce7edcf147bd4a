using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Api;

/// <summary>
/// As <see cref="OwnServerFixture"/>, of the version whose <c>pg_dump</c> and <c>pg_basebackup</c> Debian has, and writing every statement
/// into its log.
/// </summary>
public sealed class DumpableServerFixture(TestEnvironment environment) : OwnServerFixture(environment)
{
    protected override async Task<PostgresInstance> StartAsync()
    {
        var postgres = await PostgresInstance.StartOwnAsync("15");
        foreach (var setting in (string[])["log_statement = 'all'", "log_min_duration_statement = 0", "log_parameter_max_length = -1",
            "full_page_writes = on", "wal_compression = off"])
            await postgres.ExecuteAsync($"ALTER SYSTEM SET {setting}");
        return postgres;
    }
}
