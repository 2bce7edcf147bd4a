using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>
/// The pages of the built-in provider in a real browser: by keyboard alone, in both languages, at 320 pixels and on a desk.
/// </summary>
[Takes(230)]
public sealed class SignInPagesTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Signing_in_with_a_second_factor_goes_by_keyboard_alone_and_signing_out_ends_at_our_own_page()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { SecondFactor = null });
        var email = (await municipality.AdminAsync()).Email;
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();

        await page.GotoAsync($"{municipality.Origin}/sign-in");
        await LookAsync(page, "sign-in");
        await TypePasswordAsync(page, email, "something else");
        await Expect(page.GetByLabel("E-mailadres")).ToBeFocusedAsync();
        await LookAsync(page, "sign-in-refused", otherLanguage: false);
        (await page.TitleAsync()).Should().StartWith("Fout: ");
        await page.GetByLabel("E-mailadres").ClearAsync();
        await TypePasswordAsync(page, email, SignedIn.Password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tweede factor instellen" })).ToBeVisibleAsync();
        await LookAsync(page, "second-factor-set-up");
        await TypeCodeAsync(page, "000000");
        await Expect(page.GetByLabel("Code uit de app")).ToBeFocusedAsync();
        await LookAsync(page, "second-factor-set-up-refused", otherLanguage: false);
        var key = Base32Encoding.ToBytes((await page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await TypeCodeAsync(page, new Totp(key).ComputeTotp(fixture.Time.GetUtcNow().UtcDateTime));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bewaar uw herstelcodes" })).ToBeVisibleAsync();
        await LookAsync(page, "recovery-codes", otherLanguage: false);
        var recovery = await page.Locator(".account-code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ik heb de codes bewaard" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await SignOutAsync(page);
        await page.GotoAsync($"{municipality.Origin}/sign-in");
        await TypePasswordAsync(page, email, SignedIn.Password);
        await Expect(page.GetByLabel("Code uit uw authenticator-app")).ToBeFocusedAsync();
        await LookAsync(page, "second-factor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Gebruik een herstelcode" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Herstelcode")).ToBeFocusedAsync();
        await LookAsync(page, "recovery-code");
        await page.GetByLabel("Herstelcode").FocusAsync();
        await page.Keyboard.TypeAsync(recovery);
        await page.Keyboard.PressAsync("Enter");
        await SignOutAsync(page);
    }

    [Fact]
    public async Task The_pages_that_people_seldom_see_read_well_too()
    {
        var municipality = await fixture.MunicipalityAsync();
        var email = (await municipality.AdminAsync()).Email;
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();

        await page.GotoAsync($"{municipality.Origin}/account/password#a-link-that-nobody-made");
        await LookAsync(page, "password");
        (await page.Locator("#link").InputValueAsync()).Should()
            .Be("a-link-that-nobody-made", "it went along into the other language and back");
        page.Url.Should().NotContain("nobody");
        await page.GetByLabel("E-mailadres").FillAsync(email);
        await page.GetByLabel("Nieuw wachtwoord").FillAsync("vier woorden zonder zin");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze link werkt niet");
        await LookAsync(page, "password-refused", otherLanguage: false);
        await page.GotoAsync($"{municipality.Origin}/account/busy");
        await LookAsync(page, "busy");
        await page.GotoAsync($"{municipality.Origin}/account/failed");
        await LookAsync(page, "failed");
        await page.GotoAsync($"{municipality.Origin}/sign-in?returnUrl=/account/second-factor/add");
        await TypePasswordAsync(page, email, SignedIn.Password);
        await Expect(page.GetByText("Vul eerst uw wachtwoord nog een keer in")).ToBeVisibleAsync();
        await LookAsync(page, "second-factor-add");

        await municipality.LeadToAsync("http://127.0.0.1:9", "a-secret-of-the-client");
        await Eventually.BeTrueAsync(async () => (await new Browser(municipality).OpenSignInAsync()).Content.Contains(
            "Inloggen kan nu niet", StringComparison.Ordinal));
        await page.GotoAsync($"{municipality.Origin}/sign-in");
        await LookAsync(page, "unavailable");
    }

    // Where the form has the focus already, as it must.
    private static async Task TypePasswordAsync(IPage page, string email, string password)
    {
        await Expect(page.GetByLabel("E-mailadres")).ToBeVisibleAsync();
        await page.GetByLabel("E-mailadres").FocusAsync();
        await page.Keyboard.TypeAsync(email);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TypeCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code uit de app").FocusAsync();
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Inloggen" })).ToBeVisibleAsync();
    }

    private static async Task LookAsync(IPage page, string name, bool otherLanguage = true)
    {
        await LookAtBothSizesAsync(page, $"sign-in/{name}-nl");
        if (!otherLanguage) return;
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("html[lang=en]")).ToHaveCountAsync(1);
        await LookAtBothSizesAsync(page, $"sign-in/{name}-en");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nederlands" }).ClickAsync();
        await Expect(page.Locator("html[lang=nl]")).ToHaveCountAsync(1);
    }

    private static async Task LookAtBothSizesAsync(IPage page, string name)
    {
        foreach (var width in (int[])[320, 1280])
        {
            await page.SetViewportSizeAsync(width, 800);
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).Should()
                .BeTrue($"{name} needs no sideways scrolling at {width} pixels");
            await Chromium.LookAtAsync(page, $"{name}-{width}");
        }
    }
}
