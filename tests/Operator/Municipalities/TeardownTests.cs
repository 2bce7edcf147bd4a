using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Environment;
using k8s;
using Npgsql;

namespace IdBellen.Tests.Operator.Municipalities;

/// <summary>After a deletion nothing is left, whatever stood in the way; and nothing that is not its own is touched.</summary>
public sealed class TeardownTests(TestEnvironment environment)
{
    [Fact]
    public async Task Nothing_is_left_and_the_platform_admins_own_Secret_stays()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var uid = (await platform.FindAsync(names.Tenant.Value))!.Uid;
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO follow_up (session_id, tenant_uid, due_at, looks) VALUES (gen_random_uuid(), '{uid}', now(), 0)", platform.Database);

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await NothingIsLeftAsync(platform, names);
        (await platform.Postgres.QueryAsync("SELECT tenant_uid FROM follow_up", platform.Database)).Should().BeEmpty();
        (await platform.SecretAsync($"{names.Tenant}-irma")).Should().NotBeNull();
    }

    [Fact]
    public async Task Open_connections_do_not_hold_it_up()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var connections = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await LogInAsync(platform, names)));

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await NothingIsLeftAsync(platform, names);
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    [Fact]
    public async Task Prepared_transactions_are_rolled_back()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        await using (var connection = await LogInAsync(platform, names))
        {
            await using var prepare = new NpgsqlCommand($"BEGIN; DELETE FROM session; PREPARE TRANSACTION 'left {names.Tenant}'", connection);
            await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await NothingIsLeftAsync(platform, names);
        (await platform.Postgres.QueryAsync($"SELECT gid FROM pg_prepared_xacts WHERE database = '{names.Database}'")).Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_operator_may_not_end_is_reported_and_the_teardown_completes_once_it_is_gone()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        await platform.Postgres.ExecuteAsync($"BEGIN; SELECT 1; PREPARE TRANSACTION 'superuser {names.Tenant}'", names.Database);

        await platform.DeleteAsync(names.Tenant.Value);
        var blocked = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready, condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Teardown!.Stage.Should().Be("RollingBackPreparedTransactions");
        blocked.Status.Condition(ConditionTypes.Ready)!.Message.Should().Contain("postgres").And.EndWith("have it rolled back.");
        var version = blocked.Metadata.ResourceVersion;
        await running.LookedAtAsync(names.Tenant.Value);
        (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion.Should().Be(version, "the same obstacle is not written again");

        await platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{names.Database}\" ALLOW_CONNECTIONS true");
        await platform.Postgres.ExecuteAsync($"ROLLBACK PREPARED 'superuser {names.Tenant}'", names.Database);

        await platform.GoneAsync(names.Tenant.Value);
        await NothingIsLeftAsync(platform, names);
    }

    [Theory]
    [InlineData("DROP DATABASE \"{0}\"")]
    [InlineData("DROP DATABASE \"{0}\"; DROP ROLE \"{0}_a\"; DROP ROLE \"{0}_owner\"")]
    [InlineData("REVOKE \"{0}_a\" FROM idbellen_operator GRANTED BY idbellen_operator; REVOKE \"{0}_owner\" FROM idbellen_operator GRANTED BY idbellen_operator")]
    [InlineData("ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false")]
    public async Task What_is_half_there_is_taken_down_too(string change)
    {
        await using var platform = await environment.PlatformAsync();
        TenantNames names;
        await using (await platform.StartOperatorAsync()) names = await ReadyAsync(platform);
        NpgsqlConnection.ClearAllPools();
        foreach (var statement in change.Split("; "))
            await platform.Postgres.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, names.Database));
        await platform.DeleteAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(names.Tenant.Value);

        await NothingIsLeftAsync(platform, names);
    }

    [Fact]
    public async Task The_finalizer_of_another_keeps_the_resource_and_nothing_is_made_again_meanwhile()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        await platform.PatchAsync(names.Tenant.Value, $$$"""{"metadata":{"finalizers":["argocd.example/theirs","{{{WellKnown.Finalizer}}}"]}}""");

        await platform.DeleteAsync(names.Tenant.Value);
        await Eventually.BeTrueAsync(async () => (await platform.FindAsync(names.Tenant.Value))!.Metadata.Finalizers is ["argocd.example/theirs"]);
        await running.LookedAtAsync(names.Tenant.Value);

        await NothingIsLeftAsync(platform, names);
        await platform.PatchAsync(names.Tenant.Value, """{"metadata":{"finalizers":null}}""");
        await platform.GoneAsync(names.Tenant.Value);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_is_not_held_up()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);

        await platform.Client.CoreV1.DeleteNamespaceAsync(platform.Namespace, cancellationToken: TestContext.Current.CancellationToken);

        await Eventually.BeTrueAsync(async () => await platform.FindAsync(names.Tenant.Value) is null, TimeSpan.FromSeconds(60));
        await NothingIsLeftAsync(platform, names);
    }

    [Fact]
    public async Task One_that_was_deleted_while_PostgreSQL_was_away_goes_when_it_is_back()
    {
        await using var platform = await environment.PlatformAsync();
        await using var line = new CuttableLine(platform.Postgres.Port);
        await using var running = await platform.StartOperatorAsync(line);
        var names = await ReadyAsync(platform);

        line.Cut();
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready, condition => condition.Reason == "TeardownBlocked");
        line.Mend();

        await platform.GoneAsync(names.Tenant.Value);
        await NothingIsLeftAsync(platform, names);
    }

    private static async Task<TenantNames> ReadyAsync(TestPlatform platform)
    {
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        return platform.Names("arnhem");
    }

    private static async Task<NpgsqlConnection> LogInAsync(TestPlatform platform, TenantNames names)
    {
        var secret = (await platform.SecretAsync(names.DatabaseSecret))!;
        var connection = new NpgsqlConnection(
            $"Host={secret["host"]};Port={secret["port"]};Database={secret["database"]};Username={secret["username"]};Password={secret["password"]};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task NothingIsLeftAsync(TestPlatform platform, TenantNames names)
    {
        (await platform.Postgres.QueryAsync(
            $"SELECT datname FROM pg_database WHERE datname = '{names.Database}' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE '{names.Database}%'"))
            .Should().BeEmpty();
        (await platform.Postgres.QueryAsync("SELECT name FROM tenant", platform.Database)).Should().BeEmpty();
        foreach (var secret in names.Secrets) (await platform.SecretAsync(secret)).Should().BeNull(secret);
    }
}
