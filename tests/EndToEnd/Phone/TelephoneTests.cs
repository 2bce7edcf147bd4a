using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>A workplace without a microphone: an admin has entered a telephone, the agent picks it, and it rings.</summary>
[Takes(90)]
public sealed class TelephoneTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    [Fact]
    public async Task Without_a_microphone_an_agent_talks_on_a_telephone_that_the_admin_has_entered()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(tone: 0);
        await EnterAsync(await desk.SignInAdminAsync(await browser.PersonAsync()));

        var agent = await desk.SignInAsync(await browser.PersonAsync(), anna);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await Expect(agent.Page.GetByText("U kunt ook een toestel van de gemeente kiezen.")).ToBeVisibleAsync();
        await LookAsync(agent.Page, "telephone-offered");
        await agent.Page.GetByRole(AriaRole.Combobox, new() { Name = "Toestel", Exact = true }).FocusAsync();
        await agent.Page.Keyboard.PressAsync("Tab");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Page.GetByText("Uw gesprekken komen op het toestel Balie 3. Neem op en druk op 1.")).ToBeVisibleAsync();
        await LookAsync(agent.Page, "telephone-chosen");

        await using var telephone = new SipPhone(AsteriskServer.SharedTrunk, fixture.Asterisk.TrunkPort);
        telephone.Sound.Tone = TalkTests.AgentTone;
        await agent.TakeAsync();
        await agent.TelephoneIsAsync("Uw toestel Balie 3 gaat over. Neem op en druk op 1.");
        await LookAsync(agent.Page, "telephone-ringing");
        await telephone.Rung.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        caller.Sound.Hears(TalkTests.AgentTone).Should().BeFalse();

        await telephone.PressAsync("1");
        await agent.TelephoneIsAsync("U bent verbonden met de beller, op het toestel Balie 3.");
        await Eventually.BeTrueAsync(
            () => Task.FromResult(caller.Sound.Hears(TalkTests.AgentTone) && telephone.Sound.Hears(TalkTests.CallerTone)),
            what: "they hear each other");
        await LookAsync(agent.Page, "telephone-talking");
        await agent.Page.ReloadAsync();
        await agent.TelephoneIsAsync("U bent verbonden met de beller, op het toestel Balie 3.");

        await telephone.HangUpAsync();
        await agent.TelephoneIsAsync("Het toestel Balie 3 is niet meer verbonden. De beller hoort muziek en wacht op u.");
        await LookAsync(agent.Page, "telephone-parted");
        await agent.Button("Afronden en wissen").ClickAsync();
        await caller.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await Chromium.LookAtAsync(page, name);
        await page.SetViewportSizeAsync(320, 900);
        await Chromium.LookAtAsync(page, $"{name}-narrow");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task EnterAsync(IPage admin)
    {
        await admin.GetByRole(AriaRole.Link, new() { Name = "Toestellen" }).ClickAsync();
        await EnterAsync(admin, "Duur", "0900 1234");
        await Expect(admin.GetByRole(AriaRole.Alert)).ToContainTextAsync("Dit nummer kan niet worden gebeld");
        await LookAsync(admin, "telephones-refused");
        await EnterAsync(admin, "Balie 3", "026 377 00 03");
        await Expect(admin.GetByRole(AriaRole.Cell, new() { Name = "+31263770003" })).ToBeVisibleAsync();
        await LookAsync(admin, "telephones");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Verwijderen Balie 3" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LookAsync(admin, "telephones-remove");
        await admin.Keyboard.PressAsync("Escape");
        await Expect(admin.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task EnterAsync(IPage admin, string name, string number)
    {
        await admin.GetByLabel("Naam", new() { Exact = true }).FillAsync(name);
        await admin.GetByLabel("Nummer", new() { Exact = true }).FillAsync(number);
        await admin.Keyboard.PressAsync("Enter");
    }
}
