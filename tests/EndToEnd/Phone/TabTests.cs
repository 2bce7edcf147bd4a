using System.Text.RegularExpressions;
using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>
/// The sound of a call follows its agent: through a reload, to another tab, to a colleague. And what is said without a microphone.
/// </summary>
[Takes(120)]
public sealed class TabTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    [Fact]
    public async Task A_reload_and_another_tab_keep_the_call_and_one_tab_has_the_sound()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        var person = await browser.PersonAsync();
        var first = await desk.SignInAsync(person, anna);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await first.TakeAsync();
        await first.TalksAsync();

        await first.Page.ReloadAsync();
        await first.TalksAsync();
        await TalkTests.BothHearAsync(first, caller);

        var second = await desk.OpenTabAsync(person);
        await second.IsAsync("Het geluid van dit gesprek is in een ander tabblad.");
        await Chromium.LookAtAsync(second.Page, "phone-elsewhere");
        await second.Button("Geluid hierheen halen").ClickAsync();
        await second.TalksAsync();
        await first.IsAsync("Het geluid van dit gesprek is in een ander tabblad.");
        await TalkTests.BothHearAsync(second, caller);

        await second.Page.CloseAsync();
        await first.TalksAsync();
        await TalkTests.BothHearAsync(first, caller);
    }

    [Fact]
    public async Task A_call_that_is_handed_over_brings_its_sound_and_the_caller_who_hangs_up_ends_it()
    {
        var desk = await fixture.DeskAsync();
        var agents = await desk.AgentsAsync("anna", "bram");
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        var anna = await desk.SignInAsync(await browser.PersonAsync(), agents[0]);
        var bram = await desk.SignInAsync(await browser.PersonAsync(), agents[1]);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await anna.TakeAsync();
        await anna.TalksAsync();

        await anna.Button("Doorverbinden").ClickAsync();
        await anna.Button("Doorverbinden bram").ClickAsync();
        await bram.TalksAsync();
        await TalkTests.BothHearAsync(bram, caller);
        await Expect(anna.Phone).ToHaveCountAsync(0);

        await caller.HangUpAsync();
        await Expect(bram.Phone).ToHaveCountAsync(0);
        await Expect(bram.Page.GetByText("Het gesprek is afgelopen. U kunt nog afronden.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_microphone_the_agent_is_told_before_and_during_the_call_and_hears_the_caller()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(tone: 0);
        var agent = await desk.SignInAsync(await browser.PersonAsync(), anna);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await Expect(agent.Page.GetByText("Er is geen microfoon. U kunt gesprekken aannemen")).ToBeVisibleAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-no-microphone-before");

        await agent.TakeAsync();
        await agent.TalksAsync();
        await agent.HearsAsync(TalkTests.CallerTone);
        await Expect(agent.Phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("De beller hoort u niet.");
        await Chromium.LookAtAsync(agent.Page, "phone-no-microphone");
        // Asterisk would end a phone that is silent for five seconds.
        await Expect(agent.Page.Locator(".my-call .waiting-time .clock")).ToHaveTextAsync(
            new Regex("^00:[1-5][0-9]$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await agent.TalksAsync();
    }

    [Fact]
    public async Task An_agent_who_hangs_up_ends_the_call_and_keeps_the_data_until_it_is_finished()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        await using var talk = await desk.TalkAsync(browser, anna);
        var (agent, caller) = talk;
        await agent.Button("Toetsen").ClickAsync();
        await agent.Button("5").ClickAsync();
        await agent.Phone.GetByText("Microfoon en luidspreker").ClickAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-keys-and-devices");
        await agent.Page.SetViewportSizeAsync(320, 800);
        (await agent.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320);
        await Chromium.LookAtAsync(agent.Page, "phone-small");
        await agent.Page.SetViewportSizeAsync(1280, 800);

        await agent.Button("Ophangen").ClickAsync();

        await caller.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        await Eventually.BeTrueAsync(async () => (await anna.CallAsync()).State == "WRAP_UP", what: "the call is over");
        await Expect(agent.Button("Afronden en wissen")).ToBeVisibleAsync();
        await Expect(agent.Button("Opnieuw verbinden")).ToBeHiddenAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-hung-up");
    }
}
