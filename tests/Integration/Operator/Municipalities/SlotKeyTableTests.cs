using AwesomeAssertions;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>The tables of slot keys are as they must be, or made anew.</summary>
public sealed class SlotKeyTableTests(TestEnvironment environment)
{
    [Fact]
    public async Task The_api_may_empty_them_and_no_other_table_and_may_not_drop_them()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await using var api = await scene.Platform.LogInAsync(scene.Names);

        (await RefusalAsync(api, "TRUNCATE session CASCADE")).Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync(api, "TRUNCATE slot_key_witness")).Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync(api, "DROP TABLE slot_key_00")).Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalAsync(api, $"TRUNCATE {string.Join(", ", SlotKeyTables.Names)}")).Should().BeNull();
    }

    [Fact]
    public async Task Whatever_somebody_changed_of_them_is_repaired()
    {
        string[] changes =
        [
            "DROP EXTENSION tsm_system_rows",
            "ALTER EXTENSION tsm_system_rows DROP TABLE slot_key_00; DROP TABLE slot_key_00",
            "ALTER EXTENSION tsm_system_rows DROP TABLE slot_key_01",
            "ALTER TABLE slot_key_02 SET LOGGED",
            "ALTER TABLE slot_key_03 RESET (autovacuum_enabled)",
            "ALTER TABLE slot_key_04 ALTER wrapped SET STATISTICS 100",
            "DROP TABLE slot_key_witness",
            "REVOKE TRUNCATE ON slot_key_05 FROM \"{0}_app\"",
        ];
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;

        foreach (var change in changes)
        {
            await ChangeAsync(platform, change.Replace("{0}", names.Database, StringComparison.Ordinal), names.Database);
            await platform.PatchAsync(names.Tenant.Value, "{\"metadata\":{\"annotations\":{\"nudge\":\"" + Guid.NewGuid() + "\"}}}");
            await Eventually.BeTrueAsync(() => IsRightAsync(platform, names), what: $"repaired: {change}");
        }
    }

    [Fact]
    public async Task No_statistics_are_made_of_what_is_in_them()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync(
            "INSERT INTO slot_key_00 VALUES (gen_random_uuid(), now(), '\\x01'); ANALYZE; ANALYZE slot_key_00", names.Database);

        (await platform.Postgres.QueryAsync("SELECT attname FROM pg_stats WHERE tablename LIKE 'slot\\_key\\___'", names.Database)).Should()
            .BeEmpty();
        (await platform.Postgres.QueryAsync("SELECT count(*) FROM pg_stats WHERE tablename = 'schema_version'", names.Database)).Should()
            .NotEqual(["0"], "others have statistics");
    }

    // The operator may be at the same table at that moment: the grants come last in a repair, after the tables look right.
    private static Task ChangeAsync(TestPlatform platform, string change, string database) => Eventually.BeTrueAsync(
        async () =>
        {
            try
            {
                await platform.Postgres.ExecuteAsync(change, database);
                return true;
            }
            catch (PostgresException fault) when (fault.MessageText == "tuple concurrently updated"
                || fault.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                return false;
            }
        },
        what: $"changed: {change}");

    private static async Task<bool> IsRightAsync(TestPlatform platform, TenantNames names) =>
        (await platform.Postgres.QueryAsync($"{SlotKeyTables.Observation}", names.Database)) is ["True"]
        && (await platform.Postgres.QueryAsync(
            $"SELECT count(*) FROM pg_class WHERE relname ~ '^slot_key_[0-9][0-9]$' AND has_table_privilege('{names.AppRole}', oid, "
                + $"'TRUNCATE')", names.Database)) is ["32"];

    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
