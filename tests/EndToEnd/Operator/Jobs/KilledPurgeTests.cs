using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;

namespace IdBellen.Tests.EndToEnd.Operator.Jobs;

/// <summary>
/// An operator that dies in the midst of a purge. The times that pass meanwhile are written into the tables;
/// <c>tests/Bench/PurgeRecoveryBench.cs</c> waits them out.
/// </summary>
[Takes(140)]
public sealed class KilledPurgeTests(TestEnvironment environment)
{
    [Fact]
    public async Task Another_replica_purges_at_the_next_minute_and_takes_the_dead_ones_job_over_once_it_was_silent_for_so_long()
    {
        await using var platform = await environment.PlatformAsync();
        await using var first = await StartAsync(platform);
        var database = await platform.ReadyWithExpiredSessionAsync();
        await using (await database.HoldSessionAsync())
        {
            await platform.DueNowAsync();
            await platform.PurgeWaitsAsync();
            first.Kill();
            await first.EndedAsync(TimeSpan.FromSeconds(10));
        }
        var orphan = await platform.PurgeAsync("Processing");
        await using var second = await StartAsync(platform);

        // The next minute: the second replica's own schedule.
        await platform.DueNowAsync();
        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        (await platform.StateAsync(orphan!)).Should().Be("Processing", "nobody has taken it over yet");

        // And the job itself, when its worker would have been silent for so long.
        await database.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        await platform.Postgres.ExecuteAsync(
            $"UPDATE hangfire.jobqueue SET fetchedat = now() - interval '{JobTimings.Invisibility.TotalSeconds + 1} seconds' WHERE jobid "
                + $"= {orphan}", platform.Database);
        await Eventually.BeTrueAsync(async () => await platform.StateAsync(orphan!) == "Succeeded");
        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
    }

    private static Task<ProductProcess> StartAsync(TestPlatform platform) =>
        ProductProcess.StartAsync(platform, ProductProcess.Operator, LoopbackPort.Free(), new Dictionary<string, string?>(
            StringComparer.Ordinal)
        {
            ["Leadership:LeaseDuration"] = "00:00:06",
            ["Leadership:RenewDeadline"] = "00:00:04",
            ["Leadership:RetryPeriod"] = "00:00:00.5",
        });
}
