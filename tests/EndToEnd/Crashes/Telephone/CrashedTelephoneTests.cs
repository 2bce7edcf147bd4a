using System.Globalization;
using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>
/// Worker, api and Asterisk are killed at random moments, with calls up that are asked, wait and talk. No caller is left in silence, no
/// call is shown that is over, and nothing of a caller stays. <c>IDBELLEN_SEED</c> repeats the choices of a run, not their timing.
/// </summary>
[Takes(50)]
public sealed class CrashedTelephoneTests(TelephoneCrashFixture fixture, ITestOutputHelper output) : IClassFixture<TelephoneCrashFixture>
{
    private static readonly KilledPart[] Each = Enum.GetValues<KilledPart>();

    // Ten seconds are ten seconds only on a machine that does nothing else.
    [Fact]
    [Trait("Length", "Long")]
    public Task Nobody_is_left_in_silence_and_no_call_is_shown_that_is_over_when_each_part_was_killed_once() =>
        RunAsync(Shuffled);

    [Fact]
    [Trait("Length", "Long")]
    public Task Nobody_is_left_in_silence_and_no_call_is_shown_that_is_over_after_twenty_kills() =>
        RunAsync(random => Enumerable.Range(0, 20).Select(_ => Each[random.Next(Each.Length)]));

    private async Task RunAsync(Func<Random, IEnumerable<KilledPart>> choose)
    {
        var seed = int.TryParse(System.Environment.GetEnvironmentVariable("IDBELLEN_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine($"IDBELLEN_SEED={seed}");
        var random = new Random(seed);
        await using var scene = new TelephoneScene(fixture);
        await scene.StartAsync();
        await using var lines = new BusyLines(scene, random);
        foreach (var part in choose(random).ToList())
        {
            await lines.FillAsync();
            await lines.KillAsync(part);
            output.WriteLine($"{part}: {lines}");
            lines.Faults.Should().BeEmpty($"of seed {seed}, after {part} was killed");
        }
        await lines.EndAsync();
        lines.Faults.Should().BeEmpty($"of seed {seed}, at the end");
        await Eventually.BeTrueAsync(async () => (await scene.Municipality.QueryAsync("SELECT count(*) FROM call")) is ["0"],
            what: "nothing of any call is kept");
    }

    private static IEnumerable<KilledPart> Shuffled(Random random)
    {
        var all = Each.ToArray();
        random.Shuffle(all);
        return all;
    }
}
