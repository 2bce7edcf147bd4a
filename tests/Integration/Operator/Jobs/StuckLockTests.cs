using Hangfire.Storage;
using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;

namespace IdBellen.Tests.Integration.Operator.Jobs;

/// <summary>Hangfire's locks are rows: those of a process that died stay.</summary>
public sealed class StuckLockTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_purge_that_is_due_runs_once_locks_left_behind_are_a_minute_old()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();
        var (connections, storage) = platform.Hangfire();
        await using var ended = connections;
        // Taken by Hangfire itself and never given back.
        using var dead = storage.GetConnection();
        foreach (var name in JobScene.Locks) dead.AcquireDistributedLock(name, TimeSpan.FromSeconds(20));
        await platform.DueNowAsync();

        await AgeAsync(platform, JobTimings.LockLifetime - TimeSpan.FromSeconds(20));
        using var another = storage.GetConnection();
        var younger = () => another.AcquireDistributedLock(JobScene.Locks[1], TimeSpan.Zero);
        younger.Should().Throw<DistributedLockTimeoutException>("a younger one may still have somebody who works");
        (await database.AllAsync<Session>()).Should().ContainSingle();

        await AgeAsync(platform, TimeSpan.FromSeconds(21));
        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
    }

    private static Task AgeAsync(TestPlatform platform, TimeSpan by) =>
        platform.Postgres.ExecuteAsync($"UPDATE hangfire.lock SET acquired = acquired - interval '{by.TotalSeconds} seconds'",
            platform.Database);
}
