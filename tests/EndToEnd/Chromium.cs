using AwesomeAssertions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;

namespace IdBellen.Tests.EndToEnd;

/// <summary>Debian's Chromium, headless. Each person gets a browser profile of their own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>
    /// How long a page may take to show what is expected of it. Generous: how fast it is, the benchmarks tell, not a test on a busy
    /// machine.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Chromium's switches. The features are those that Playwright leaves out, as only the last such switch counts, and three more: pages
    /// of the browser's own window, which nobody sees and each new window would load.
    /// </summary>
    public static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run",
        "--disable-features=AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,"
            + "GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,"
            + "ThirdPartyStoragePartitioning,Translate,PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <param name="more">Switches besides the usual ones.</param>
    public static async Task<Chromium> StartAsync(params string[] more)
    {
        Assertions.SetDefaultExpectTimeout((float)(Patience * Eventually.Stretch).TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = [.. Switches, .. more],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A new person's browser, with one empty page.</summary>
    public async Task<IPage> OpenAsync() => await (await PersonAsync()).NewPageAsync();

    /// <summary>A new person's browser.</summary>
    public Task<IBrowserContext> PersonAsync() => browser.NewContextAsync(
        new BrowserNewContextOptions { Locale = "nl-NL", ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });

    /// <summary>
    /// Looks at a page: axe finds nothing against WCAG 2.2 AA, and a picture for people goes to <c>artifacts/screenshots</c>.
    /// </summary>
    public static async Task LookAtAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Repository.File("artifacts", "screenshots", $"{name}.png") });
        var found = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }
        });
        found.Violations.Select(violation => $"{name}: {violation.Id} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")
            .Should().BeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
