using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>How sipp sends keys.</summary>
public enum SippKeys
{
    /// <summary>Events in the sound (RFC 4733). sipp needs the right to send raw packets for it, as root has.</summary>
    Events,

    /// <summary>INFO requests with <c>application/dtmf-relay</c>.</summary>
    Info,

    /// <summary>Tones in the sound.</summary>
    Tones,
}

/// <summary>Over which line sipp calls.</summary>
/// <param name="Address">Decides which trunk it is.</param>
/// <param name="Format">The RTP payload type of the sound.</param>
/// <param name="Codec">What it is, as in <c>a=rtpmap</c>.</param>
/// <param name="Stay">How long a caller stays after the last key.</param>
public sealed record SippLine(string Address, int Format, string Codec, TimeSpan Stay)
{
    public static readonly SippLine Ulaw = new(AsteriskServer.SharedTrunk, 0, "PCMU/8000", TimeSpan.FromSeconds(3));

    public static readonly SippLine Opus = new(AsteriskServer.OpusTrunk, 107, "opus/48000/2", TimeSpan.FromSeconds(3)) { Echoes = true };

    /// <summary>Whether it sends back what it hears, as it has no sound of that codec.</summary>
    public bool Echoes { get; init; }
}

/// <summary>sipp (Debian's sip-tester): callers at once, each of whom keys in a code and hangs up seconds later.</summary>
public static class Sipp
{
    // Sound goes to an address of its own, as sipp does not hold the ports that it names.
    private const string SoundHere = "127.0.0.9";
    private const int SoundPorts = 500;
    private static int nextSoundPort = 20_000 - SoundPorts;

    /// <summary>Returns when all calls have ended.</summary>
    /// <param name="asterisk">Who is called.</param>
    /// <param name="number">The called number.</param>
    /// <param name="codes">Of each caller; <c>#</c> follows.</param>
    /// <param name="keys">How they are sent.</param>
    /// <param name="over">The line; null: <see cref="SippLine.Ulaw"/>.</param>
    /// <exception cref="InvalidOperationException">A call did not go as it should.</exception>
    public static async Task CallAsync(
        AsteriskServer asterisk, string number, IReadOnlyList<string> codes, SippKeys keys, SippLine? over = null)
    {
        var line = over ?? SippLine.Ulaw;
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-sipp-");
        try
        {
            var (scenario, callers) = (Path.Combine(folder.FullName, "caller.xml"), Path.Combine(folder.FullName, "callers.csv"));
            var tones = Path.Combine(folder.FullName, "keys.ulaw");
            await File.WriteAllTextAsync(scenario, SippScenario.Of(number, keys, codes[0].Length + 1, tones, line));
            await File.WriteAllLinesAsync(callers, ["SEQUENTIAL", .. codes.Select(Row)]);
            if (keys == SippKeys.Tones) await File.WriteAllBytesAsync(tones, KeyTones.Of(codes.Single() + "#"));
            var port = Interlocked.Add(ref nextSoundPort, SoundPorts).ToString(CultureInfo.InvariantCulture);
            var count = codes.Count.ToString(CultureInfo.InvariantCulture);
            await Command.RunAsync((await Callers.GetAsync()).Sipp,
                [
                    asterisk.Sip.ToString(), "-sf", scenario, "-inf", callers, "-i", line.Address, "-mi", SoundHere, "-m", count,
                    "-l", count, "-r", count, "-mp", port, "-nostdin",
                    "-timeout", (60 + (int)line.Stay.TotalSeconds).ToString(CultureInfo.InvariantCulture), "-timeout_error",
                    "-trace_err", "-error_file", "/dev/stderr",
                    .. line.Echoes ? ["-rtp_echo"] : Array.Empty<string>(),
                ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The caller's number, all keys, and each key.
    private static string Row(string code, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"+3161234{index:0000};{code}#;{string.Join(';', $"{code}#".ToCharArray())}");
}
