using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>
/// What citizens' sessions cost that wait for the app: one replica of the api as a process, in Release, against the stand-in IRMA server.
/// Runs only when asked for.
/// </summary>
public sealed class SessionBench(TestEnvironment environment)
{
    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task Waiting_sessions_cost_little()
    {
        var count = FigureTable.Size("BENCH_SESSIONS", 10_000);
        await using var scene = await SessionScene.CreateAsync(environment);
        try
        {
            ProductProcess replica;
            await using (replica = await scene.StartReplicaAsync(maxStreams: 200))
            {
                table.Add(await WaitingSessions.StartAsync(scene, replica, count));
                table.Add(await WaitingSessions.RestAsync(scene, replica, $"{count} sessions wait, 200 of them with a stream of events"));
                replica.Kill();
            }
            await using (replica = await scene.StartReplicaAsync(maxStreams: 0))
            {
                table.Add(await WaitingSessions.AdoptedAsync(scene, count));
                table.Add(await WaitingSessions.RestAsync(scene, replica, $"{count} sessions wait, without streams"));
            }
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }
}
