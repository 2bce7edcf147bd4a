using System.Collections.Concurrent;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Operator.Dashboard;

/// <summary>Hangfire's pages in a real browser: their scripts, styles and pictures must be such as our policy lets through.</summary>
public sealed class DashboardPagesTests(DashboardFixture fixture) : IClassFixture<DashboardFixture>
{
    private static readonly string[] Pages = ["/jobs", "/jobs/recurring", "/jobs/jobs/enqueued", "/jobs/jobs/succeeded", "/jobs/servers"];

    [Fact]
    public async Task An_admin_signs_in_and_every_page_works_under_the_policy()
    {
        var address = new Uri($"http://localhost:{LoopbackPort.Free()}");
        await fixture.Provider.RegisterAsync("on-a-laptop", DashboardFixture.ClientSecret, new Uri(address, "signed-in"));
        await using var running = await fixture.Platform.StartOperatorAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(fixture.Settings(address), StringComparer.Ordinal)
            {
                ["Dashboard:Origin"] = address.GetLeftPart(UriPartial.Authority),
                ["Dashboard:ClientId"] = "on-a-laptop",
            }));
        await running.BecomeReadyAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        var faults = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            // Browsers ask every origin for an icon.
            if (message.Type == "error" && !message.Location.Contains("/favicon.ico", StringComparison.Ordinal))
                faults.Enqueue($"{message.Text} {message.Location}");
        };
        page.PageError += (_, fault) => faults.Enqueue(fault);

        await page.GotoAsync(new Uri(address, "jobs").AbsoluteUri);
        await page.Locator("input[name=account]").FillAsync("anna");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(address, "jobs").AbsoluteUri);

        foreach (var path in Pages)
        {
            (await page.GotoAsync(new Uri(address, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle }))!.Status.Should()
                .Be(200, path);
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Repository.File("artifacts", "screenshots", $"dashboard{path.Replace('/', '-')}.png"),
                FullPage = true
            });
        }
        faults.Should().BeEmpty();
    }
}
