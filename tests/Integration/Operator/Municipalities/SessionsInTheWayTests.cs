using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>
/// A session of somebody else holds something up: the message says which, so that a person finds it, and not what it asks.
/// </summary>
public sealed class SessionsInTheWayTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_superusers_session_that_keeps_a_database_from_being_dropped_is_named()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await using var forgotten = await ForgottenAsync(platform, names.Database, "SELECT 'secret-of-a-query'");

        await platform.DeleteAsync(names.Tenant.Value);
        var message = (await Eventually.GetAsync(async () =>
            (await platform.FindAsync(names.Tenant.Value))?.Status?.Condition(ConditionTypes.Ready) is { Reason: "TeardownBlocked" } blocked
                ? blocked : null,
            TimeSpan.FromSeconds(60))).Message;

        message.Should().Contain($"pid {forgotten.ProcessID} of role postgres (application postgres_exporter)").And.Contain(
            "pg_terminate_backend").And.NotContain("secret-of-a-query");
        await forgotten.CloseAsync();
        await platform.GoneAsync(names.Tenant.Value, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_session_whose_lock_keeps_a_table_from_being_changed_is_named()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        await using var forgotten =
            await ForgottenAsync(platform, names.Database, "BEGIN; LOCK TABLE session, call, schema_version IN ACCESS EXCLUSIVE MODE");

        await using var running = await platform.StartOperatorAsync();
        var locked = await platform.ConditionAsync(
            names.Tenant.Value, ConditionTypes.SchemaReady, condition => condition is { Status: "False", Reason: "SchemaLocked" },
            TimeSpan.FromSeconds(60));

        locked.Status!.Condition(ConditionTypes.SchemaReady)!.Message.Should()
            .Contain($"pid {forgotten.ProcessID} of role postgres (application postgres_exporter)");
    }

    private static async Task<NpgsqlConnection> ForgottenAsync(TestPlatform platform, string database, string statement)
    {
        var connection =
            new NpgsqlConnection(platform.Postgres.SuperuserConnection(database) + ";Pooling=false;Application Name=postgres_exporter");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
