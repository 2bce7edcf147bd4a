using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>Keys that an agent presses in the page: for a menu that the caller's side has, an answering machine for example.</summary>
public sealed class KeyTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    // Equal keys beside each other, and those that are no digits.
    private const string Keys = "1100599*#";

    [Fact]
    public async Task Keys_that_are_pressed_in_the_page_arrive_at_the_caller_however_fast_and_each_once()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        await using var talk = await desk.TalkAsync(browser, anna);
        var (agent, caller) = talk;
        await agent.Button("Toetsen").ClickAsync();

        // All within the time that one of them sounds.
        await agent.Phone.EvaluateAsync(
            """
            (phone, keys) => {
              const buttons = [...phone.querySelectorAll('button')];
              for (const key of keys) buttons.find((button) => button.textContent.trim() === key).click();
            }
            """, Keys);

        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.KeysHeard.Length >= Keys.Length), what: "all keys have come");
        caller.Sound.KeysHeard.Should().Be(Keys);
        await TalkTests.BothHearAsync(agent, caller);
    }
}
