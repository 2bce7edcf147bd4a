using System.Collections.Concurrent;
using System.Globalization;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>
/// What the heart of the product does in Release: sessions, codes, and the way from a dialled code to five hundred screens. The client and
/// the stand-in IRMA server run on the same machine. Runs only when asked for.
/// </summary>
public sealed class CallBench(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int AtOnce = 16;

    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task Codes_reach_screens_at_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        await using var first = await CallReplica.StartAsync(fixture);
        await using var second = await CallReplica.StartAsync(fixture);
        CallReplica[] replicas = [first, second];
        foreach (var replica in replicas) await municipality.ServedAtAsync(replica.Port);
        try
        {
            table.Add(await LostBus.MeasureAsync(fixture, municipality, 10));
            table.Add(await TakeOver.MeasureAsync(fixture, municipality, 5));
            await municipality.ExecuteAsync("DELETE FROM session");
            await MeasureAsync(municipality, replicas, FigureTable.Size("BENCH_CODES", 1000));
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }

    private async Task MeasureAsync(ServedMunicipality municipality, CallReplica[] replicas, int count)
    {
        var citizen = municipality.Citizen;
        var exchange = await municipality.ExchangeAsync();
        var pointers = new ConcurrentBag<Uri>();
        table.Add(await Load.RunAsync("startSession", count, AtOnce, replicas, async number =>
        {
            var started = await (citizen with { Port = replicas[number % replicas.Length].Port })
                .GetAsync<StartedSession>("mutation { startSession(purpose: \"uitkering\") { sessionPointer { u } statusToken } }");
            pointers.Add(started.SessionPointer.U);
        }));
        var codes = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(pointers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (pointer, _) => codes.Add(await new YiviApp(pointer).DiscloseAsync()));
        await Eventually.BeTrueAsync(
            async () => (await municipality.QueryAsync("SELECT count(*) FROM session WHERE state = 'Disclosed'"))
                .Single() == count.ToString(CultureInfo.InvariantCulture), TimeSpan.FromMinutes(2), "all are disclosed");
        var dialled = codes.ToArray();
        table.Add(await Load.RunAsync("matchCode, all right", count, AtOnce, replicas, async number =>
        {
            var answer = await (exchange with { Port = replicas[number % replicas.Length].Port })
                .MatchAsync(dialled[number], $"right-{number}", callerNumber: Number(number));
            if (answer.Outcome != "MATCHED") throw new InvalidOperationException($"A right code was answered {answer}.");
        }));
        table.Add(await Load.RunAsync("matchCode, all wrong", count, AtOnce, replicas, async number =>
            await (exchange with { Port = replicas[number % replicas.Length].Port })
                .MatchAsync("0000000000", $"wrong-{number}", callerNumber: Number(number))));
        await municipality.ExecuteAsync("DELETE FROM call; DELETE FROM session");
        table.Add(await Screens.MeasureAsync(municipality, replicas, FigureTable.Size("BENCH_SCREENS", 500), 20));
    }

    private static string Number(int number) => $"+316{number.ToString("00000000", CultureInfo.InvariantCulture)}";
}
