using IdBellen.Tests.Bench.Telephone;
using IdBellen.Tests.EndToEnd.Phone;

namespace IdBellen.Tests.Bench;

/// <summary>
/// Calls over SIP and agents who talk in Chromium, with a real Asterisk and TURN server. Callers, browser and api run on the same machine.
/// Runs only when asked for.
/// </summary>
public sealed class TelephoneBench(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    private readonly FigureTable table = new();

    [Fact(Explicit = true)]
    public async Task A_voice_is_there_at_once()
    {
        try
        {
            var count = FigureTable.Size("BENCH_TALKS", 30);
            // The api and the worker have just started, which is not what a caller waits for.
            await Talks.MeasureAsync(fixture, PhoneNetwork.Open, 3);
            table.Add(await Talks.MeasureAsync(fixture, PhoneNetwork.Open, count));
            table.Add(await Talks.MeasureAsync(fixture, PhoneNetwork.TurnUdpOnly, count));
            table.Add(await Talks.MeasureAsync(fixture, PhoneNetwork.TurnTlsOnly, count));
            table.Add(await KeyedCodes.UntilScreenAsync(fixture, count));
            table.Add(await KeyedCodes.DigitsAsync(fixture, FigureTable.Size("BENCH_KEYED", 200), 20));
            await using var worker = await fixture.HandOverToProcessAsync();
            foreach (var callers in (int[])[1, 20, 100])
                table.Add(await ManyCallers.CostAsync(fixture, worker, callers, talking: false));
            foreach (var callers in (int[])[1, 20, 100])
                table.Add(await ManyCallers.CostInOpusAsync(fixture, worker, callers));
            foreach (var callers in (int[])[1, 20, 100])
                table.Add(await ManyCallers.CostAsync(fixture, worker, callers, talking: true));
            table.Add(await ManyCallers.AnsweredAsync(fixture));
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }
}
