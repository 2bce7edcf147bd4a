using System.Diagnostics;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>
/// Whoever is connected to the database, or has left something prepared in it, holds up nothing that the operator may end.
/// </summary>
public sealed class OpenConnectionsTests(TestEnvironment environment)
{
    [Fact]
    public async Task Fifty_connections_some_of_which_come_back_again_and_again_do_not_hold_it_up()
    {
        // As with more replicas of the api; else PostgreSQL itself stops at fewer.
        await using var scene = await Scenario.On(environment)
            .WithOperator(builder => builder.Configuration["ConnectionBudget:LoginRoom"] = "60")
            .WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        var secret = (await platform.SecretAsync(names.DatabaseSecret))!;
        var idle = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => platform.LogInAsync(names)));
        using var stop = new CancellationTokenSource();
        var returning = Enumerable.Range(0, 10).Select(_ => ComeBackAsync(secret, stop.Token)).ToList();

        var began = Stopwatch.GetTimestamp();
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);
        TestContext.Current.TestOutputHelper?.WriteLine($"gone after {Stopwatch.GetElapsedTime(began)}");

        await platform.NothingIsLeftAsync(names);
        (await platform.ReceiptAsync(municipality)).Ended.Connections.Should().BeGreaterThanOrEqualTo(40);
        await stop.CancelAsync();
        await Task.WhenAll(returning);
        foreach (var connection in idle) await connection.DisposeAsync();
    }

    [Fact]
    public async Task Prepared_transactions_are_rolled_back_and_counted()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        foreach (var number in Enumerable.Range(0, 2)) await PrepareAsync(platform, names, $"left {names.Tenant} {number}");

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.Postgres.QueryAsync($"SELECT gid FROM pg_prepared_xacts WHERE database = '{names.Database}'")).Should().BeEmpty();
        (await platform.ReceiptAsync(municipality)).Ended.PreparedTransactions.Should().Be(2);
    }

    [Fact]
    public async Task What_the_operator_may_not_end_is_reported_and_the_teardown_completes_once_it_is_gone()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync($"BEGIN; SELECT 1; PREPARE TRANSACTION 'superuser {names.Tenant}'", names.Database);

        await platform.DeleteAsync(names.Tenant.Value);
        var blocked = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready,
            condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Teardown!.Stage.Should().Be("RollingBackPreparedTransactions");
        blocked.Status.Condition(ConditionTypes.Ready)!.Message.Should().Contain("postgres").And.EndWith("have it rolled back.");
        var version = blocked.Metadata.ResourceVersion;
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion.Should()
            .Be(version, "the same obstacle is not written again");

        await platform.Postgres.ExecuteAsync($"ROLLBACK PREPARED 'superuser {names.Tenant}'", names.Database);

        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
    }

    private static async Task PrepareAsync(TestPlatform platform, TenantNames names, string transaction)
    {
        await using var connection = await platform.LogInAsync(names);
        await using var prepare = new NpgsqlCommand($"BEGIN; SELECT 1; PREPARE TRANSACTION '{transaction}'", connection);
        await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task ComeBackAsync(IReadOnlyDictionary<string, string> secret, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await TenantLogin.OpenAsync(secret);
                await using var ask = new NpgsqlCommand("SELECT 1", connection);
                await ask.ExecuteNonQueryAsync(stop);
                await Task.Delay(20, stop);
            }
            catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
            {
                // Put out, or refused: it tries again.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
