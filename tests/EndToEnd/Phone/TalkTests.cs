using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>
/// An agent and a caller hear each other: a tone in the agent's microphone arrives at the caller, and another one the other way.
/// </summary>
[Takes(90)]
public sealed class TalkTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    internal const int AgentTone = 500;
    internal const int CallerTone = 800;

    // Of 20 milliseconds each.
    private const int OneSecond = 50;
    private const int EightSeconds = 400;

    [Fact]
    public async Task From_taking_the_call_on_both_hear_each_other_until_the_agent_is_on_mute_or_the_caller_on_hold()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(AgentTone);
        var agent = await desk.SignInAsync(await browser.PersonAsync(), anna);
        await using var caller = await desk.CallerAsync(CallerTone);
        await Expect(agent.Button("Dit gesprek aannemen")).ToBeVisibleAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-before");

        await agent.TakeAsync();
        await agent.TalksAsync();
        await BothHearAsync(agent, caller);
        await Expect(agent.Phone.GetByText("Verbinding: goed")).ToBeVisibleAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-talking");

        await agent.Button("Microfoon uit").ClickAsync();
        await agent.IsAsync("Uw microfoon staat uit. De beller hoort u niet.");
        await IsSilentAsync(caller);
        await Chromium.LookAtAsync(agent.Page, "phone-muted");
        await agent.Button("Microfoon uit").ClickAsync();
        await BothHearAsync(agent, caller);

        await agent.Button("In de wacht").ClickAsync();
        await agent.IsAsync("De beller staat in de wacht en hoort muziek.");
        await HearsMusicAsync(caller);
        // Asterisk would end a phone that is silent for five seconds.
        var begun = caller.Sound.Packets;
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Packets > begun + EightSeconds), what: "the music goes on");
        await agent.IsAsync("De beller staat in de wacht en hoort muziek.");
        await Chromium.LookAtAsync(agent.Page, "phone-held");
        await agent.Button("In de wacht").ClickAsync();
        await BothHearAsync(agent, caller);
    }

    [Fact]
    public async Task An_agent_who_takes_calls_one_right_after_the_other_needs_one_line_for_each()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(AgentTone);
        var agent = await desk.SignInAsync(await browser.PersonAsync(), anna);
        await using var caller = await desk.CallerAsync(CallerTone);
        var lines = 0;
        agent.Page.WebSocket += (_, socket) =>
        {
            if (new Uri(socket.Url).AbsolutePath == "/phone") Interlocked.Increment(ref lines);
        };

        for (var i = 0; i < 5; i++)
        {
            await agent.TakeAsync();
            await agent.TalksAsync();
            await agent.Button("Terug in de wachtrij").ClickAsync();
        }

        lines.Should().Be(5, "the api refuses a fourth one at a time, and the next attempt comes half a second later");
    }

    internal static async Task BothHearAsync(AgentPhone agent, SipPhone caller)
    {
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Hears(AgentTone)), what: "the caller hears the agent");
        await agent.HearsAsync(CallerTone);
    }

    internal static Task IsSilentAsync(SipPhone caller) =>
        Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Loudness < 0.005), what: "the caller hears nothing");

    internal static async Task HearsMusicAsync(SipPhone caller)
    {
        // For longer than a pause in the agent's tone would last.
        var begun = caller.Sound.Packets;
        await Eventually.BeTrueAsync(() =>
        {
            if (caller.Sound.Hears(AgentTone)) begun = caller.Sound.Packets;
            return Task.FromResult(caller.Sound.Packets > begun + OneSecond && caller.Sound.Loudness > 0.005);
        }, what: "the caller hears music");
    }
}
