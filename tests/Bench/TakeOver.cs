using System.Diagnostics;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>A replica is killed while it waits for results that no callback brings.</summary>
internal static class TakeOver
{
    private const int Sessions = 5;

    /// <param name="fixture">Its own replica, and others, take over.</param>
    /// <param name="municipality">Whose citizens wait.</param>
    /// <param name="count">How often a replica is killed.</param>
    public static async Task<Figure> MeasureAsync(ApiFixture fixture, ServedMunicipality municipality, int count)
    {
        var times = new List<TimeSpan>();
        for (var run = 0; run < count; run++)
        {
            // Callbacks go where nobody listens.
            await using var replica = await CallReplica.StartAsync(fixture, LoopbackPort.Free());
            await municipality.ServedAtAsync(replica.Port);
            var sessions = new List<CitizenSession>();
            for (var session = 0; session < Sessions; session++) sessions.Add(await municipality.StartAsync(port: replica.Port));
            var apps = sessions.ConvertAll(session => new YiviApp(session.Pointer));
            foreach (var app in apps) await app.ConnectAsync();
            foreach (var session in sessions) await session.BecomesAsync("CONNECTED");
            replica.Kill();
            var killed = Stopwatch.GetTimestamp();
            await Task.WhenAll(apps.Select(app => app.ProveAsync()));
            foreach (var session in sessions) await session.BecomesAsync("DISCLOSED");
            times.Add(Stopwatch.GetElapsedTime(killed));
        }
        return Figure.Of($"a replica is killed that waits for {Sessions} results: until others have brought them all", times,
            TimeSpan.FromSeconds(3));
    }
}
