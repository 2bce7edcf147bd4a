using System.Diagnostics;
using System.Text.Json;
using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>
/// Debian's Firefox, headless, with two speakers and a microphone that hears <see cref="TalkTests.AgentTone"/>. What it is told concerns the
/// tab that was opened or shown last. Like an agent, it sees roles, names and texts, and presses what it sees.
/// </summary>
public sealed class Firefox : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120) * Eventually.Stretch;
    private ServerScript? speaker;
    private Process? driver;
    private Task<string> complaints = Task.FromResult("");
    private bool isBlocked;

    /// <summary>One in which no page may use the microphone.</summary>
    public static async Task<Firefox> BlockedAsync()
    {
        var firefox = new Firefox { isBlocked = true };
        await firefox.InitializeAsync();
        return firefox;
    }

    public async ValueTask InitializeAsync()
    {
        speaker = await ServerScript.StartAsync("speaker");
        driver = Process.Start(new ProcessStartInfo("node", [Repository.File("tests", "Firefox", "driver.js"), isBlocked ? "blocked" : ""])
        {
            Environment = { ["PULSE_SERVER"] = $"unix:{speaker.Output}" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        complaints = driver.StandardError.ReadToEndAsync();
    }

    /// <summary>Somebody else, with cookies of their own, opens the tabs from now on.</summary>
    public Task PersonAsync() => AskAsync("person");

    /// <summary>Opens an address in a new tab.</summary>
    /// <returns>The tab, for <see cref="ShowAsync"/>.</returns>
    public async Task<int> OpenAsync(Uri address, PhoneNetwork network = PhoneNetwork.Open) =>
        (await AskAsync("open", address.AbsoluteUri, await PhoneBrowser.ProbeAsync(network))).GetInt32();

    /// <summary>Goes to a tab that was opened before.</summary>
    public Task ShowAsync(int tab) => AskAsync("show", tab);

    public Task ReloadAsync() => AskAsync("reload");

    public Task PressAsync(string button) => AskAsync("press", "button", button);

    public Task FollowAsync(string link) => AskAsync("press", "link", link);

    public Task FillAsync(string label, string text) => AskAsync("fill", label, text);

    /// <summary>The tab is closed, and its page gone.</summary>
    public Task CloseAsync() => AskAsync("close");

    /// <summary>Waits until something is so in the page.</summary>
    /// <param name="expression">In JavaScript; may be a promise.</param>
    public Task BecomesAsync(string expression) => Eventually.BeTrueAsync(() => IsAsync(expression), what: expression);

    /// <summary>Whether something is so in the page.</summary>
    /// <param name="expression">In JavaScript; may be a promise.</param>
    public async Task<bool> IsAsync(string expression) => (await AskAsync("evaluate", expression)).ValueKind == JsonValueKind.True;

    public Task SeesAsync(string text) => BecomesAsync($"document.body.innerText.includes({JsonSerializer.Serialize(text)})");

    /// <summary>
    /// Looks at a page: axe finds nothing against WCAG 2.2 AA, and a picture for people goes to <c>artifacts/screenshots</c>.
    /// </summary>
    public async Task LookAsync(string name) =>
        (await AskAsync("look", Repository.File("artifacts", "screenshots", $"{name}.png"))).EnumerateArray()
            .Select(violation => $"{name}: {violation}").Should().BeEmpty();

    public Task ResizeAsync(int width, int height) => AskAsync("resize", width, height);

    public async ValueTask DisposeAsync()
    {
        if (driver is not null)
        {
            driver.StandardInput.Close();
            if (!driver.WaitForExit(Patience)) driver.Kill(entireProcessTree: true);
            driver.Dispose();
        }
        if (speaker is not null) await speaker.DisposeAsync();
    }

    private async Task<JsonElement> AskAsync(params object[] command)
    {
        await driver!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        var line = await driver.StandardOutput.ReadLineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"Firefox ended: {await complaints}");
        var answer = JsonDocument.Parse(line).RootElement;
        return answer.TryGetProperty("value", out var value)
            ? value : throw new InvalidOperationException(answer.GetProperty("fault").GetString());
    }
}
