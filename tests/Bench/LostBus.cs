using System.Diagnostics;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>A page whose replica hears no hints any more.</summary>
internal static class LostBus
{
    /// <param name="fixture">Whose platform.</param>
    /// <param name="municipality">Whose agent.</param>
    /// <param name="count">How many calls come.</param>
    public static async Task<Figure> MeasureAsync(ApiFixture fixture, ServedMunicipality municipality, int count)
    {
        var exchange = await municipality.ExchangeAsync();
        var agent = (await municipality.AgentsAsync("bus"))[0].GraphQL;
        await using var bus = new CuttableLine(fixture.Platform.Postgres.Port, fixture.Platform.Database);
        await using var replica = await CallReplica.StartAsync(fixture, bus: bus);
        await municipality.ServedAtAsync(replica.Port);
        using var over = new CancellationTokenSource();
        await using var page = (agent with { Port = replica.Port })
            .SubscribeAsync<IReadOnlyList<ListedCall>>("subscription { liveCalls { id } }", cancellationToken: over.Token)
            .GetAsyncEnumerator();
        await page.MoveNextAsync();
        bus.Cut();
        var times = new List<TimeSpan>();
        for (var call = 0; call < count; call++)
        {
            var reported = Stopwatch.GetTimestamp();
            await exchange.ReportAsync($"lost-{call}", "QUEUED");
            do await page.MoveNextAsync();
            while (page.Current.Count <= call);
            times.Add(Stopwatch.GetElapsedTime(reported));
        }
        for (var call = 0; call < count; call++) await exchange.ReportAsync($"lost-{call}", "ENDED");
        return Figure.Of("a call is reported until it is on a page whose replica has lost the bus", times, TimeSpan.FromSeconds(3));
    }
}
