using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>The other two ways to identify, and a call that changes hands, in real browsers over real processes.</summary>
[Takes(240)]
public sealed class OtherWaysTests(TestEnvironment environment)
{
    private const string Person = "Fatima";
    private const string Bsn = "999911004";

    [Fact]
    public async Task A_call_from_another_phone_changes_hands_and_a_caller_without_a_code_identifies_during_the_call()
    {
        await using var platform = await environment.PlatformAsync();
        await using var product = await RunningProduct.ReadyAsync(platform, "arnhem");
        var logins = await product.CreateAgentsAsync("arnhem");
        await using var chromium = await Chromium.StartAsync();
        var (anna, bram) = (new AgentPage(await chromium.OpenAsync()), new AgentPage(await chromium.OpenAsync()));
        await anna.SignInAsync(platform.Origin("arnhem"), logins[0]);
        await bram.SignInAsync(platform.Origin("arnhem"), logins[1]);
        var telephone = new Telephone(await chromium.OpenAsync(), product.Pages);

        await CallFromAnotherPhoneAsync(new CitizenPages(await chromium.OpenAsync(), await chromium.OpenAsync(), product.Pages), telephone,
            platform.Name("arnhem"));
        await Expect(anna.Waiting.GetByText("Belt met een andere telefoon")).ToBeVisibleAsync();
        await anna.TakeAsync();
        await Expect(anna.MyCall.GetByText("Geïdentificeerd met een andere telefoon")).ToBeVisibleAsync();
        await Expect(anna.MyCall.GetByText("Minder zeker.")).ToBeVisibleAsync();
        await Expect(anna.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await PassOnAsync(anna, bram);
        await telephone.HearsAsync("U bent doorverbonden.");
        await bram.Page.ReloadAsync();
        await Expect(bram.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await bram.FinishAsync();
        await telephone.HearsAsync("De medewerker heeft het gesprek afgerond.");

        await telephone.DialWithoutCodeAsync();
        await Expect(anna.Waiting.GetByText("Niet geïdentificeerd")).ToBeVisibleAsync();
        await anna.TakeAsync();
        await IdentifyDuringTheCallAsync(anna, new CitizenPages(await chromium.OpenAsync(), await chromium.OpenAsync(), product.Pages),
            platform.Origin("arnhem"));
        await anna.Page.ReloadAsync();
        await Expect(anna.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await Expect(bram.Page.GetByText(Bsn)).ToHaveCountAsync(0);
        await anna.FinishAsync();
        await anna.SeesNobodyWaitingAsync();
        product.ProductOutput.Should().NotContainAny(Bsn, "Amrani", "+31600000000");
    }

    private static async Task CallFromAnotherPhoneAsync(CitizenPages citizen, Telephone telephone, string municipality)
    {
        await citizen.StartAsync(municipality, "Ik bel met een andere telefoon");
        await citizen.ScanAsync(Person, sees: "Koppelcode");
        var digits = await citizen.Phone.Locator(".pairing-code").InnerTextAsync();
        var field = citizen.Dialog.GetByLabel("Vier cijfers uit de Yivi-app");
        await Expect(field).ToBeFocusedAsync();
        await Chromium.LookAtAsync(citizen.Municipal, "citizen-pairing");
        await field.FillAsync(digits == "0000" ? "0001" : "0000");
        await field.PressAsync("Enter");
        await Expect(citizen.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("nog 2 keer");
        await field.FillAsync(digits);
        await field.PressAsync("Enter");
        await citizen.IsAskedAsync("Wilt u deze gegevens delen?");
        await citizen.ShareAsync();
        await citizen.SeesAsync("Bel ons nu");
        await Chromium.LookAtAsync(citizen.Municipal, "citizen-number-and-code");
        var number = await citizen.Dialog.Locator(".to-dial .digits").First.InnerTextAsync();
        await telephone.DialAsync(number, await citizen.Dialog.Locator(".code [aria-hidden]").InnerTextAsync());
        await citizen.SeesAsync("U staat in de wachtrij");
    }

    private static async Task PassOnAsync(AgentPage from, AgentPage to)
    {
        await from.MyCall.GetByRole(AriaRole.Button, new() { Name = "Doorverbinden" }).ClickAsync();
        var colleague = from.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Doorverbinden" });
        await Expect(colleague).ToBeVisibleAsync();
        await Chromium.LookAtAsync(from.Page, "agent-colleagues");
        await colleague.ClickAsync();
        await Expect(to.MyCall.GetByText("Doorverbonden door Anna de Vries")).ToBeVisibleAsync();
        await Expect(to.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await Expect(from.Page.GetByText(Bsn)).ToHaveCountAsync(0);
        await Chromium.LookAtAsync(to.Page, "agent-call-passed-on");
    }

    private static async Task IdentifyDuringTheCallAsync(AgentPage agent, CitizenPages citizen, string origin)
    {
        await agent.MyCall.GetByRole(AriaRole.Button, new() { Name = "Nodig uit om zich te identificeren" }).ClickAsync();
        await agent.MyCall.GetByRole(AriaRole.Radio, new() { Name = "Vraag over uw uitkering" }).CheckAsync();
        await agent.MyCall.GetByRole(AriaRole.Button, new() { Name = "Maak een code" }).ClickAsync();
        var code = await agent.MyCall.Locator(".invitation-code").InnerTextAsync();
        await Chromium.LookAtAsync(agent.Page, "agent-invitation");

        var page = citizen.Municipal;
        var document = await page.GotoAsync($"{origin}/i#{code}");
        document!.Headers["content-security-policy"].Should().Contain("default-src 'none'").And.NotContain("unsafe");
        document.Headers.Should().NotContainKey("access-control-allow-origin");
        await Expect(page.GetByText("Ga alleen verder als u nu zelf met de gemeente belt.")).ToBeVisibleAsync();
        new Uri(page.Url).Fragment.Should().BeEmpty("a code must not stay in the address bar");
        await Chromium.LookAtAsync(page, "citizen-invitation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR-code" })).ToBeVisibleAsync();
        await Expect(agent.MyCall.GetByText("Wacht tot de Yivi-app verbonden is.")).ToBeVisibleAsync();
        await citizen.ScanAsync(Person, sees: "Koppelcode");
        var digits = await citizen.Phone.Locator(".pairing-code").InnerTextAsync();
        await Expect(page.GetByText("Lees de vier cijfers uit de Yivi-app voor")).ToBeVisibleAsync();
        (await page.Locator("main").InnerTextAsync()).Should().NotContain(digits, "they stand on the phone alone");
        await Chromium.LookAtAsync(page, "citizen-digits-to-read-out");

        var field = agent.MyCall.GetByLabel("Vier cijfers die de beller voorleest");
        await field.FillAsync(digits == "0000" ? "0001" : "0000");
        await field.PressAsync("Enter");
        await Expect(agent.MyCall.GetByRole(AriaRole.Alert)).ToContainTextAsync("nog 2 keer");
        await field.FillAsync(digits);
        await Chromium.LookAtAsync(agent.Page, "agent-digits");
        await field.PressAsync("Enter");
        await Expect(agent.MyCall.GetByText("Wacht tot die zijn gedeeld.")).ToBeVisibleAsync();
        await Expect(agent.Page.GetByText(Bsn)).ToHaveCountAsync(0);
        await citizen.IsAskedAsync("Wilt u deze gegevens delen?");
        await citizen.ShareAsync();
        await Expect(agent.MyCall.GetByText("Geïdentificeerd tijdens dit gesprek")).ToBeVisibleAsync();
        await Expect(agent.MyCall.GetByText("Minder zeker.")).ToBeVisibleAsync();
        await Expect(agent.MyCall.GetByText(Bsn)).ToBeVisibleAsync();
        await Chromium.LookAtAsync(agent.Page, "agent-identified-during-call");
        await Expect(page.GetByText("De medewerker weet nu wie u bent")).ToBeVisibleAsync();
    }
}
