using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>A person's browser as it is on a desk: with a profile on disk that stays when it is closed.</summary>
public sealed partial class BrowserProfile : IAsyncDisposable
{
    /// <summary>The name of the mark for the code with which a sign-in ends.</summary>
    public const string AuthorizationCodeName = "authorization code";

    private readonly IPlaywright playwright;
    private readonly ConcurrentDictionary<string, string> secrets = new(StringComparer.Ordinal);

    private int closed;

    private BrowserProfile(IPlaywright playwright, IBrowserContext context, DirectoryInfo folder) =>
        (this.playwright, Context, Folder) = (playwright, context, folder);

    public IBrowserContext Context { get; }

    public DirectoryInfo Folder { get; }

    /// <summary>What was handed to its pages, or by way of an address, and is as good as a password for a while.</summary>
    public IEnumerable<Mark> Secrets => secrets.Select(secret => new Mark(secret.Value, secret.Key));

    public static async Task<BrowserProfile> StartAsync(DirectoryInfo folder)
    {
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(folder.FullName, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = Chromium.Switches,
            Locale = "nl-NL",
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            // The municipality's own system, which the test plays.
            IgnoreHTTPSErrors = true,
        });
        var profile = new BrowserProfile(playwright, context, folder);
        context.Request += (_, request) =>
        {
            if (AuthorizationCode().Match(request.Url) is { Success: true } code)
                profile.secrets.TryAdd(Uri.UnescapeDataString(code.Groups["value"].Value), AuthorizationCodeName);
        };
        context.Response += async (_, response) => await profile.KeepAsync(response);
        return profile;
    }

    /// <summary>The cookies that are there now, but for that of the language, are secrets of this person's.</summary>
    public async Task KeepCookiesAsync()
    {
        foreach (var cookie in await Context.CookiesAsync())
            if (cookie.Value.Length > 2) secrets.TryAdd(cookie.Value, $"cookie {cookie.Name}");
    }

    /// <summary>Closes the browser; the folder stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0) return;
        await Context.CloseAsync();
        playwright.Dispose();
    }

    private async Task KeepAsync(IResponse response)
    {
        if (!response.Headers.TryGetValue("content-type", out var type) || !type.Contains("json", StringComparison.Ordinal)) return;
        string text;
        try
        {
            text = await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            // The page has gone on to another.
            return;
        }
        foreach (Match token in Tokens().Matches(text)) secrets.TryAdd(token.Groups["value"].Value, "status token");
    }

    [GeneratedRegex("/sign-in/callback\\?.*\\bcode=(?<value>[^&]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AuthorizationCode();

    [GeneratedRegex("\"statusToken\":\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tokens();
}
