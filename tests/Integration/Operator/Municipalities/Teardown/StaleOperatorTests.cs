using IdBellen.Operator.Municipalities;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>
/// An operator may stand still, lose its lease and go on for a moment with what it saw before. Nothing comes back then that another one has
/// taken down, and no two change the same.
/// </summary>
public sealed class StaleOperatorTests(TestEnvironment environment)
{
    private const int Looks = 6;

    [Fact]
    public async Task Who_sees_a_resource_as_it_was_before_its_deletion_makes_nothing_anew()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var before = await platform.FindAsync(names.Tenant.Value);
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        var condition = await ProvisionAsync(scene, before!);

        condition.Should().BeEquivalentTo(new { Status = "False", Reason = "BeingDeleted" });
        await platform.NothingIsLeftAsync(names);
    }

    [Fact]
    public async Task Nothing_is_repaired_once_a_teardown_has_begun()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var before = await platform.FindAsync(names.Tenant.Value);
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO teardown (uid, name, begun_at, facts) VALUES ('{before!.Uid}', '{names.Tenant}', now(), '{{}}')",
            platform.Database);
        await platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{names.Database}\" ALLOW_CONNECTIONS false");

        var condition = await ProvisionAsync(scene, before);

        condition.Should().BeEquivalentTo(new { Status = "False", Reason = "BeingDeleted" });
        (await platform.Postgres.QueryAsync($"SELECT datallowconn FROM pg_database WHERE datname = '{names.Database}'"))
            .Should().Equal("False");
    }

    [Fact]
    public async Task While_the_server_still_executes_a_statement_of_a_lost_operator_nobody_else_begins()
    {
        await using var line = new CuttableLine((await environment.PostgresAsync()).Port);
        await using var scene = await Scenario.On(environment).WithOperator(line).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await using var table = await platform.Postgres.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await table.ChangeDatabaseAsync(platform.Database, TestContext.Current.CancellationToken);
        await using (var block = await LockAsync(table))
        {
            await platform.PatchAsync(names.Tenant.Value, """{"spec":{"wrapUp":"7m"}}""");
            await WaitsAsync(platform, "DELETE FROM tenant WHERE name%");
            line.Cut();
            await platform.DeleteAsync(names.Tenant.Value);
            line.Mend();
            // Some of these only find out that their connection is lost.
            for (var look = 0; look < Looks; look++) await scene.Operator.ReconciledAsync(names.Tenant.Value);

            (await platform.Postgres.QueryAsync("SELECT count(*) FROM teardown", platform.Database)).Should().Equal("0");
        }

        await Eventually.BeTrueAsync(
            async () =>
            {
                await scene.Operator.ReconciledAsync(names.Tenant.Value);
                return await platform.FindAsync(names.Tenant.Value) is null;
            },
            what: "the teardown goes on");
        await platform.NothingIsLeftAsync(names);
    }

    private static Task WaitsAsync(TestPlatform platform, string query) => Eventually.BeTrueAsync(
        async () => (await platform.Postgres.QueryAsync(
            $"SELECT pid FROM pg_stat_activity WHERE datname = '{platform.Database}' AND wait_event_type = 'Lock' "
                + $"AND query LIKE '{query}'"))
            .Count == 1,
        what: "the statement waits");

    private static async Task<IAsyncDisposable> LockAsync(Npgsql.NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new Npgsql.NpgsqlCommand("LOCK TABLE tenant IN SHARE ROW EXCLUSIVE MODE", connection, transaction);
        await command.ExecuteNonQueryAsync();
        return transaction;
    }

    private static async Task<MunicipalityCondition> ProvisionAsync(Scene scene, Municipality municipality)
    {
        var services = scene.Operator.Services;
        var context = new StepContext(municipality, new ReconciledSecrets(services.GetRequiredService<SecretStore>(), municipality));
        var conditions = await services.GetRequiredService<Provisioning>().RunAsync(context, TestContext.Current.CancellationToken);
        return conditions.All.Single(condition => condition.Type == ConditionTypes.Ready);
    }
}
