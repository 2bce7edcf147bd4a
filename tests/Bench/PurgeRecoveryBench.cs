using System.Diagnostics;
using System.Globalization;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;
using IdBellen.Tests.Support.Operator.Retention;

namespace IdBellen.Tests.Bench;

/// <summary>
/// How long a purge is late after what may befall it, by the clock on the wall: two operators as processes, nothing put forward. Takes some
/// minutes.
/// </summary>
public sealed class PurgeRecoveryBench(TestEnvironment environment)
{
    private static readonly TimeSpan Promise = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task A_killed_worker_or_a_stuck_lock_delays_a_purge_by_two_minutes_at_most()
    {
        await using var platform = await environment.PlatformAsync();
        var bench = new BenchPlatform(platform);
        var (first, _) = await bench.StartOperatorAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        await GoneAsync(database);
        var (second, _) = await bench.StartOperatorAsync();
        try
        {
            var killed = new List<TimeSpan>();
            var takenOver = new List<TimeSpan>();
            for (var run = 0; run < FigureTable.Size("BENCH_KILLS", 3); run++)
            {
                var (survivor, purged, done) = await KillAsync(platform, database, first, second);
                killed.Add(purged);
                takenOver.Add(done);
                (first, second) = (survivor, (await bench.StartOperatorAsync()).Process);
            }
            table.Add(Figure.Of("the operator killed in the midst of a purge: until the other has purged that municipality", killed,
                Promise));
            table.Add(Figure.Of("and until the killed one's own job has been done by the other", takenOver, Promise));
            table.Add(Figure.Of("all of Hangfire's locks left behind by a dead process: until the purge has run again",
                [await LeaveLocksAsync(platform, database)], Promise));
        }
        finally
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }

    private static async Task<(ProductProcess Survivor, TimeSpan Purged, TimeSpan Done)> KillAsync(
        TestPlatform platform, PurgedDatabase database, params ProductProcess[] operators)
    {
        await database.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        string job;
        ProductProcess victim;
        long began;
        await using (await database.HoldSessionAsync())
        {
            await platform.PurgeWaitsAsync();
            job = (await platform.PurgeAsync("Processing"))!;
            // machine:process:…
            var server = (await platform.Postgres.QueryAsync(
                $"SELECT data->>'ServerId' FROM hangfire.state WHERE jobid = {job} AND name = 'Processing'", platform.Database)).Single();
            victim = operators.Single(one => one.Id.ToString(CultureInfo.InvariantCulture) == server.Split(':')[1]);
            victim.Kill();
            began = Stopwatch.GetTimestamp();
        }
        await GoneAsync(database);
        var purged = Stopwatch.GetElapsedTime(began);
        await Eventually.BeTrueAsync(async () => await platform.StateAsync(job) == "Succeeded", Patience);
        var done = Stopwatch.GetElapsedTime(began);
        await victim.DisposeAsync();
        return (operators.Single(one => one != victim), purged, done);
    }

    private static async Task<TimeSpan> LeaveLocksAsync(TestPlatform platform, PurgedDatabase database)
    {
        await database.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        var (connections, storage) = platform.Hangfire();
        await using var ended = connections;
        using var dead = storage.GetConnection();
        foreach (var name in JobScene.Locks) dead.AcquireDistributedLock(name, TimeSpan.FromSeconds(20));
        var began = Stopwatch.GetTimestamp();
        await GoneAsync(database);
        return Stopwatch.GetElapsedTime(began);
    }

    private static Task GoneAsync(PurgedDatabase database) =>
        Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, Patience);
}
