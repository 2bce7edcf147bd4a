using Hangfire.Storage;
using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Jobs;

/// <summary>Hangfire's locks are rows: those of a process that died stay.</summary>
public sealed class StuckLockTests(TestEnvironment environment)
{
    // The scheduler's, the recurring job's own, and that of who removes what is old.
    public static IReadOnlyList<string> Locks { get; } = ["recurring-jobs:lock", "lock:recurring-job:purge", "locks:expirationmanager"];

    [Fact]
    public async Task A_purge_that_is_due_runs_once_locks_left_behind_are_a_minute_old()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        var (connections, storage) = platform.Hangfire();
        await using var ended = connections;
        // Taken by Hangfire itself and never given back.
        using var dead = storage.GetConnection();
        foreach (var name in Locks) dead.AcquireDistributedLock(name, TimeSpan.FromSeconds(20));
        await platform.DueNowAsync();

        await AgeAsync(platform, JobTimings.LockLifetime - TimeSpan.FromSeconds(20));
        using var another = storage.GetConnection();
        var younger = () => another.AcquireDistributedLock(Locks[1], TimeSpan.Zero);
        younger.Should().Throw<DistributedLockTimeoutException>("a younger one may still have somebody who works");
        (await database.AllAsync<Session>()).Should().ContainSingle();

        await AgeAsync(platform, TimeSpan.FromSeconds(21));
        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
    }

    private static Task AgeAsync(TestPlatform platform, TimeSpan by) =>
        platform.Postgres.ExecuteAsync($"UPDATE hangfire.lock SET acquired = acquired - interval '{by.TotalSeconds} seconds'", platform.Database);
}
