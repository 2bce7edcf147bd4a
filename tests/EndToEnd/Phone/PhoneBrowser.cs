using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>Chromium at a workplace: a microphone that hears a tone, or none.</summary>
public sealed class PhoneBrowser : IAsyncDisposable
{
    private readonly Chromium chromium;
    private readonly DirectoryInfo folder;

    private PhoneBrowser(Chromium chromium, DirectoryInfo folder) => (this.chromium, this.folder) = (chromium, folder);

    /// <param name="tone">What the microphone hears, in hertz; 0: there is no microphone.</param>
    public static async Task<PhoneBrowser> StartAsync(int tone)
    {
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-phone-");
        var file = Path.Combine(folder.FullName, "tone.wav");
        ToneFile.Write(file, tone);
        string[] always = ["--allow-loopback-in-peer-connection", "--ignore-certificate-errors"];
        string[] microphone =
            ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-audio-capture={file}"];
        return new PhoneBrowser(await Chromium.StartAsync(tone == 0 ? always : [.. always, .. microphone]), folder);
    }

    /// <summary>A new person's browser.</summary>
    /// <param name="network">Which sound the network lets through.</param>
    public async Task<IBrowserContext> PersonAsync(PhoneNetwork network = PhoneNetwork.Open)
    {
        var context = await chromium.PersonAsync();
        await context.AddInitScriptAsync(await ProbeAsync(network));
        return context;
    }

    /// <summary>A script that runs before those of the page.</summary>
    internal static async Task<string> ProbeAsync(PhoneNetwork network)
    {
        var probe = await File.ReadAllTextAsync(Repository.File("tests", "EndToEnd", "Phone", "phone-probe.js"));
        return probe.Replace("NETWORK", $"'{network}'", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>Which sound a network lets through.</summary>
public enum PhoneNetwork
{
    Open,
    TurnUdpOnly,
    TurnTlsOnly,
    NoTurnTls,
}
