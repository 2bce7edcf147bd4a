using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>The municipal admin's pages in a real browser, without a mouse.</summary>
public sealed class AccountsTests(TestEnvironment environment)
{
    private const string AdminEmail = "beheer@arnhem.example.nl";

    [Fact]
    public async Task An_admin_manages_accounts_by_keyboard_alone_and_a_deleted_agents_page_loses_its_calls_and_says_so()
    {
        await using var platform = await environment.PlatformAsync();
        await using var product = await RunningProduct.ReadyAsync(platform, "arnhem");
        var logins = await product.CreateAgentsAsync("arnhem");
        await using var chromium = await Chromium.StartAsync();
        var bram = new AgentPage(await chromium.OpenAsync());
        await bram.SignInAsync(platform.Origin("arnhem"), logins[1]);
        await CallAsync(platform, product, await chromium.OpenAsync());
        await Expect(bram.Waiting.GetByText("Niet geïdentificeerd")).ToBeVisibleAsync();
        await bram.TakeAsync();
        await Expect(bram.MyCall).ToBeVisibleAsync();
        var page = await chromium.OpenAsync();
        await SignInAsync(page, platform.Origin("arnhem"), logins[0] with { Email = AdminEmail });
        await Chromium.LookAtAsync(page, "accounts");

        await Keyboard.PressAsync(page, page.GetByLabel("Naam"), "");
        await page.Keyboard.TypeAsync("Dirk");
        await Keyboard.PressAsync(page, page.GetByLabel("E-mailadres"), "");
        await page.Keyboard.TypeAsync("dirk@arnhem.example.nl");
        await Keyboard.PressAsync(page, Button(page, "Account maken"));
        await Expect(page.GetByText("Het account voor dirk@arnhem.example.nl is gemaakt.")).ToBeVisibleAsync();

        await Keyboard.PressAsync(page, Button(page, "Beheren Dirk"));
        await Keyboard.PressAsync(page, Button(page, "Nieuw wachtwoord"));
        await Keyboard.PressAsync(page, Button(page, "Ja, oude wachtwoord wissen"));
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("/account/password#")).ToBeVisibleAsync();
        await Chromium.LookAtAsync(page, "account-link");
        await Keyboard.PressAsync(page, Button(page, "Sluiten"));
        await Expect(Button(page, "Beheren Dirk")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Keyboard.PressAsync(page, page.GetByRole(AriaRole.Checkbox, new() { Name = "Beheerder" }), "Space");
        await Keyboard.PressAsync(page, Button(page, "Rollen opslaan"));
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Dirk" })).ToContainTextAsync("Medewerker, Beheerder");
        await Expect(Button(page, "Beheren Dirk")).ToBeFocusedAsync();

        await Keyboard.PressAsync(page, Button(page, "Beheren Bram Jansen"));
        await Keyboard.PressAsync(page, Button(page, "Verwijderen"));
        await Chromium.LookAtAsync(page, "account-delete");
        await Keyboard.PressAsync(page, Button(page, "Ja, voorgoed verwijderen"));
        await Expect(page.GetByText("Het account van Bram Jansen is verwijderd.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Bram Jansen" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".page-messages")).ToBeFocusedAsync();

        await Expect(bram.Page.GetByText("U bent niet meer ingelogd")).ToBeVisibleAsync();
        await Expect(bram.MyCall).ToHaveCountAsync(0);
        await Chromium.LookAtAsync(bram.Page, "signed-out-by-admin");

        await Keyboard.PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Logboek" }));
        await Expect(page.GetByText($"{AdminEmail} heeft het account van Bram Jansen verwijderd")).ToBeVisibleAsync();
        await Expect(page.GetByText($"{AdminEmail} heeft de rollen van Dirk veranderd")).ToBeVisibleAsync();
        await Chromium.LookAtAsync(page, "audit-log");
    }

    private static async Task SignInAsync(IPage page, string origin, Login login)
    {
        await new AgentPage(page).OpenSignInAsync(origin);
        await page.GetByLabel("E-mailadres").FillAsync(login.Email);
        await page.GetByLabel("Wachtwoord").FillAsync(login.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts", Level = 1 })).ToBeVisibleAsync();
        await Expect(Button(page, "Beheren Bram Jansen")).ToBeVisibleAsync();
    }

    private static async Task CallAsync(TestPlatform platform, RunningProduct product, IPage page)
    {
        var municipality = await platform.FindAsync(platform.Name("arnhem"));
        var telephone = new Telephone(page, product.Pages);
        await telephone.DialAsync(municipality!.Spec.PhoneNumber, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hekje, versturen" }).ClickAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
