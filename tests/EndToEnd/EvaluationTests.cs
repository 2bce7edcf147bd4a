using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>The municipal admin's figures of the pilot in a real browser, without a mouse.</summary>
[Takes(80)]
public sealed class EvaluationTests(TestEnvironment environment)
{
    private const string AdminEmail = "beheer@arnhem.example.nl";

    [Fact]
    public async Task An_admin_reads_and_downloads_what_the_pilot_came_to_and_neither_page_nor_file_tells_a_small_number()
    {
        await using var platform = await environment.PlatformAsync();
        await using var product = await RunningProduct.ReadyAsync(platform, "arnhem");
        var logins = await product.CreateAgentsAsync("arnhem");
        await using var chromium = await Chromium.StartAsync();
        var citizen = new CitizenPages(await chromium.OpenAsync(), await chromium.OpenAsync(), product.Pages);
        for (var session = 0; session < 5; session++) await citizen.StartAsync(platform.Name("arnhem"));
        await citizen.StartAsync(platform.Name("arnhem"), purpose: 1);
        // As the purge does when their time is over: a session is counted when it goes.
        await platform.Postgres.ExecuteAsync("DELETE FROM session", platform.Names("arnhem").Database);

        var page = await chromium.OpenAsync();
        await page.GotoAsync(platform.Origin("arnhem"));
        (await new AgentPage(page).StatusOfAsync("/evaluation.csv")).Should().Be(401);
        await SignInAsync(page, platform.Origin("arnhem"), logins[0] with { Email = AdminEmail });
        await Keyboard.PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Evaluatie" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Evaluatie", Level = 1 })).ToBeVisibleAsync();
        await SeesStartedAsync(page, 6);
        // Five and one: the one is too small to tell, and six minus five would tell it.
        await Expect(Row(page, "Per onderwerp: Gestart", "Hulp bij schulden")).ToContainTextAsync("verborgen");
        await Expect(Row(page, "Per onderwerp: Gestart", "Vraag over uw uitkering")).ToContainTextAsync("verborgen");
        await Chromium.LookAtAsync(page, "evaluation");

        await Keyboard.PressAsync(page, page.GetByLabel("Onderwerp", new() { Exact = true }), "ArrowDown");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("U ziet: Vraag over uw uitkering – Hele pilot");
        await Expect(page.GetByLabel("Onderwerp", new() { Exact = true })).ToBeFocusedAsync();
        await Keyboard.PressAsync(page, page.GetByLabel("Periode"), "ArrowDown");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Per dag" })).ToBeVisibleAsync();
        await Chromium.LookAtAsync(page, "evaluation-month");
        await DownloadsAsync(page, platform.Name("arnhem"));
    }

    private static async Task DownloadsAsync(IPage page, string municipality)
    {
        var download = await page.RunAndWaitForDownloadAsync(
            () => Keyboard.PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Download als CSV" })));
        download.SuggestedFilename.Should().Be($"evaluatie-{municipality}.csv");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var started = Array.IndexOf(lines[0].Split(','), "started");
        lines.Single(line => line.StartsWith("total,", StringComparison.Ordinal)).Split(',')[started].Should().Be("6");
        lines.Where(line => line.StartsWith("purpose,", StringComparison.Ordinal)).Select(line => line.Split(',')[started]).Should()
            .NotContain(["1", "5"]);
    }

    private static async Task SignInAsync(IPage page, string origin, Login login)
    {
        await new AgentPage(page).OpenSignInAsync(origin);
        await page.GetByLabel("E-mailadres").FillAsync(login.Email);
        await page.GetByLabel("Wachtwoord").FillAsync(login.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts", Level = 1 })).ToBeVisibleAsync();
    }

    private static Task SeesStartedAsync(IPage page, int sessions) => Eventually.BeTrueAsync(
        async () =>
        {
            await page.ReloadAsync();
            var started = Row(page, "Van start tot gesprek", "Gestart De inwoner begon met Yivi.");
            await Expect(started.Or(page.GetByText("Er is nog niets geteld."))).ToBeVisibleAsync();
            return await started.CountAsync() == 1 && await started.GetByText($"{sessions}", new() { Exact = true }).CountAsync() == 1;
        });

    private static ILocator Row(IPage page, string table, string name) =>
        page.GetByRole(AriaRole.Table, new() { Name = table }).GetByRole(AriaRole.Row, new() { Name = name });
}
