using System.Diagnostics;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Neighbours;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>
/// How long Nijmegen's requests take while Arnhem is attacked in six ways, with the limits of production. Attackers, client and replica
/// share the machine. Runs only when asked for.
/// </summary>
public sealed class NeighbourBench(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const double Percentile = 0.99;
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(300);

    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task A_neighbour_of_the_attacked_waits_no_longer_than_usual()
    {
        using var hanging = new SilentServer();
        var (arnhem, nijmegen) = (await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync());
        await fixture.Platform.PatchAsync(arnhem.Name,
            $$$$"""{"spec":{"irma":{"serverUrl":"{{{{hanging.Address.GetLeftPart(UriPartial.Authority)}}}}"}}}""");
        await using var replica = await CallReplica.StartAsync(fixture, isAsInProduction: true);
        foreach (var one in (ServedMunicipality[])[arnhem, nijmegen]) await one.ServedAtAsync(replica.Port);
        var agent = (await nijmegen.AgentsAsync("anna"))[0].GraphQL with { Port = replica.Port };
        var exchange = await nijmegen.ExchangeAsync() with { Port = replica.Port };
        var count = FigureTable.Size("BENCH_NEIGHBOUR", 300);
        try
        {
            await MeasureAsync("before", count);
            using var over = new CancellationTokenSource();
            var attacks = new Attacks(arnhem, replica.Port);
            var attackers = Task.WhenAll(
                attacks.WrongTokensAsync(over.Token), attacks.NonReadersAsync(over.Token), attacks.HangingSessionsAsync(over.Token),
                attacks.SlowBodiesAsync(over.Token),
                attacks.WrongCodesAsync(over.Token), attacks.SignInsAndCallbacksAsync(over.Token));
            await MeasureAsync("during", count);
            await over.CancelAsync();
            await attackers;
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();

        async Task MeasureAsync(string when, int rounds)
        {
            var times = new List<TimeSpan>();
            for (var round = 0; round < rounds; round++)
            {
                times.Add(await TimeAsync(
                    async () => (await agent.SendAsync("{ viewer { id } liveCalls { id } }")).Errors.Should().BeEmpty()));
                times.Add(await TimeAsync(async () => (await (nijmegen.Citizen with { Port = replica.Port })
                    .SendAsync("{ municipality { name } }")).Errors.Should().BeEmpty()));
                times.Add(await TimeAsync(() => exchange.MatchAsync("1234567890", Guid.NewGuid().ToString())));
            }
            var sorted = times.Order().ToList();
            var slowest = sorted[(int)Math.Ceiling(Percentile * sorted.Count) - 1];
            table.Add(new Figure(
                $"a request of a neighbour, {when} an attack in six ways", Figure.Text(
                    sorted[sorted.Count / 2]), $"p99 {Figure.Text(slowest)}, to {Figure.Text(sorted[^1])}, {sorted.Count} requests",
                "p99 under 0.3 s", slowest < Target));
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> ask)
    {
        var began = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(began);
    }
}
