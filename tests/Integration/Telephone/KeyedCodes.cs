using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Codes that callers key in from now on. Nobody has them; what matters is how they arrive at the api.</summary>
internal sealed class KeyedCodes(ExchangeLine exchange)
{
    private readonly int before = exchange.Codes.Count;

    /// <summary>Some with equal digits beside each other, the rest at random; prints the seed.</summary>
    public static IReadOnlyList<string> Make(int count)
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"The seed of the codes is {seed}.");
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count - 2).Select(_ => random.NextInt64(10_000_000_000).ToString("D10", CultureInfo.InvariantCulture)),
            "1122334455", "0000000000",
        ];
    }

    /// <summary>Each of them arrives whole, and nothing else does.</summary>
    public async Task ArriveAsync(params IReadOnlyList<string> codes)
    {
        try
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(exchange.Codes.Count - before >= codes.Count), what: "all are there");
        }
        catch (TimeoutException)
        {
            // It is said below which are.
        }
        exchange.Codes.Skip(before).Should().BeEquivalentTo(codes);
    }
}
