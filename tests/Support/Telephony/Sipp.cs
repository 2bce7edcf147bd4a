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

/// <summary>sipp (Debian's sip-tester): callers at once, each of whom keys in a code and hangs up seconds later.</summary>
public static class Sipp
{
    private const string Here = "127.0.0.1";

    // Sound goes to an address of its own, as sipp does not hold the ports that it names.
    private const string SoundHere = "127.0.0.9";
    private const int FirstSoundPort = 20_000;

    /// <summary>Returns when all calls have ended.</summary>
    /// <param name="asterisk">Who is called.</param>
    /// <param name="number">The called number.</param>
    /// <param name="codes">Of each caller; <c>#</c> follows.</param>
    /// <param name="keys">How they are sent.</param>
    /// <exception cref="InvalidOperationException">A call did not go as it should.</exception>
    public static async Task CallAsync(AsteriskServer asterisk, string number, IReadOnlyList<string> codes, SippKeys keys)
    {
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-sipp-");
        try
        {
            var (scenario, callers) = (Path.Combine(folder.FullName, "caller.xml"), Path.Combine(folder.FullName, "callers.csv"));
            var tones = Path.Combine(folder.FullName, "keys.ulaw");
            await File.WriteAllTextAsync(scenario, SippScenario.Of(number, keys, codes[0].Length + 1, tones));
            await File.WriteAllLinesAsync(callers, ["SEQUENTIAL", .. codes.Select(Row)]);
            if (keys == SippKeys.Tones) await File.WriteAllBytesAsync(tones, KeyTones.Of(codes.Single() + "#"));
            var count = codes.Count.ToString(CultureInfo.InvariantCulture);
            await Command.RunAsync((await Callers.GetAsync()).Sipp,
                [
                    asterisk.Sip.ToString(), "-sf", scenario, "-inf", callers, "-i", Here, "-mi", SoundHere, "-m", count, "-l", count,
                    "-r", count, "-mp", FirstSoundPort.ToString(CultureInfo.InvariantCulture), "-nostdin", "-timeout", "60",
                    "-timeout_error", "-trace_err", "-error_file", "/dev/stderr",
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
