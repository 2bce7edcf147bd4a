using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>What is under way may end by itself, for thirty seconds.</summary>
public sealed class DrainTests(TestEnvironment environment)
{
    [Fact]
    public async Task Nothing_is_dropped_while_a_living_replica_serves_it()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.ServeAsync(scene.Municipality.Uid);
        await using var api = await platform.LogInAsync(names);

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.StageAsync(names.Tenant.Value, "Draining");
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        await using (var ask = new NpgsqlCommand("SELECT count(*) FROM account", api)) (await ask.ExecuteScalarAsync()).Should().Be(0L);
        await using (var another = await platform.LogInAsync(names)) another.FullState.Should().Be(System.Data.ConnectionState.Open);
        (await platform.FindAsync(names.Tenant.Value))!.Status!.Teardown!.Stage.Should().Be("Draining");

        await platform.Postgres.ExecuteAsync("DELETE FROM replica_tenant", platform.Database);
        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
    }

    [Fact]
    public async Task Nothing_is_dropped_while_a_session_is_in_a_transaction()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await using var api = await platform.LogInAsync(names);
        await using var transaction = await api.BeginTransactionAsync();
        await using var write = new NpgsqlCommand("INSERT INTO ended_call VALUES ('x', now())", api, transaction);
        await write.ExecuteNonQueryAsync();

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.StageAsync(names.Tenant.Value, "Draining");
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        await transaction.CommitAsync();

        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
    }

    [Fact]
    public async Task After_thirty_seconds_it_goes_on_though_somebody_still_serves_it()
    {
        var time = new ShiftedTime();
        await using var scene = await Scenario.On(environment).WithOperator(time).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        await platform.ServeAsync(municipality.Uid);
        await using var api = await platform.LogInAsync(names);
        await using var transaction = await api.BeginTransactionAsync();
        await using var work = new NpgsqlCommand("LOCK TABLE call", api, transaction);
        await work.ExecuteNonQueryAsync();

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.StageAsync(names.Tenant.Value, "Draining");
        time.Advance(TimeSpan.FromSeconds(15));
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await platform.FindAsync(names.Tenant.Value))!.Status!.Teardown!.Stage.Should().Be("Draining");
        time.Advance(TimeSpan.FromSeconds(15));

        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
        (await platform.ReceiptAsync(municipality)).Ended.Connections.Should().Be(1);
    }

    [Fact]
    public async Task A_replica_that_has_died_is_not_waited_for()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        await platform.ServeAsync(municipality.Uid);
        await platform.Postgres.ExecuteAsync("UPDATE replica SET seen_at = now() - interval '16 seconds'", platform.Database);

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        (await platform.ReceiptAsync(municipality)).Stages.Single(stage => stage.Name == "Draining").Milliseconds.Should()
            .BeLessThan(20_000);
    }
}
