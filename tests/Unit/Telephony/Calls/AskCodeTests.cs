using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>Asking for a code, and what comes of it.</summary>
public sealed class AskCodeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("1122334455", "1122334455")]
    [InlineData("0000000000#", "0000000000")]
    [InlineData("02637700004150937268", "02637700004150937268")]
    [InlineData("123#", "123")]
    public async Task What_was_keyed_in_is_handed_over_whole(string keys, string handedOver)
    {
        await using var scene = new CallScene();
        scene.Api.Match = ("MATCHED", "QUEUE");
        scene.Begin(new Answer());
        await scene.UntilAsync(() => scene.Ari.Said.Contains("welcome"), "the caller is asked");

        scene.Press(keys);

        await scene.UntilAsync(() => scene.Api.Codes.Count > 0, "the code is handed over", Second);
        scene.Api.Codes.Should().Equal((handedOver, 1));
        await scene.UntilAsync(() => scene.Ari.Said.Contains("matched"), "the caller hears that it is right");
        scene.Ari.Done.Should().Contain(request => request.StartsWith("DELETE playbacks/", StringComparison.Ordinal),
            "a key ends the prompt");
    }

    [Fact]
    public async Task Something_is_played_until_all_keys_are_there_as_Asterisk_tells_each_only_once_then()
    {
        await using var scene = new CallScene();
        scene.Begin(new AskCode(Prompt.Welcome));
        await scene.DoesAsync("POST channels/caller/silence");

        scene.Press("0");

        await scene.DoesAsync($"DELETE playbacks/{scene.Ari.Playback}");
        scene.Ari.Done.Should().NotContain("DELETE playbacks/caller-silence", "it follows the prompt that the key has ended");
        scene.Press("123456789#");
        await scene.UntilAsync(() => scene.Api.Codes.Count > 0, "the code is handed over");
        scene.Ari.Done.Should().ContainInConsecutiveOrder("DELETE playbacks/caller-silence", "POST channels/caller/variable");
    }

    [Fact]
    public async Task Who_asks_in_the_place_of_another_worker_first_stops_its_silence()
    {
        await using var scene = new CallScene();
        scene.Call.Hearing.Unknown();

        scene.Begin(new AskCode(Prompt.NoDigits));

        await scene.UntilAsync(() => scene.Ari.Said.Contains("no-digits"), "the caller is asked");
        scene.Ari.Done.First().Should().Be("DELETE playbacks/caller-silence");
    }

    [Fact]
    public async Task Each_code_has_a_new_attempt_number_which_is_on_the_channel_first()
    {
        await using var scene = new CallScene();
        scene.Begin(new Answer());

        foreach (var attempt in Enumerable.Range(1, 3))
        {
            await scene.UntilAsync(() => scene.Ari.Said.Count == attempt, "the caller is asked");
            if (attempt == 3) scene.Api.Match = ("LOCKED", "END");
            scene.Press("0123456789#");
        }

        await scene.UntilAsync(() => scene.Ari.Said.Contains("wrong-code-end"), "the caller hears why it ends");
        scene.Api.Codes.Select(code => code.Attempt).Should().Equal(1, 2, 3);
        scene.Call.Played(scene.Ari.Playback);
        await scene.Running;
        scene.Ari.Done.Should().Contain("DELETE channels/caller");
    }

    [Fact]
    public async Task Who_keys_in_nothing_is_asked_once_more_and_then_waits_without_a_code()
    {
        await using var scene = new CallScene();
        scene.Begin(new AskCode(Prompt.Welcome));

        await scene.UntilAsync(() => scene.Api.Reports.Count > 0, "the call is in the queue", Second);

        scene.Ari.Said.Take(3).Should().Equal("welcome", "no-digits", "without-code");
        scene.Api.Codes.Should().BeEmpty();
    }

    [Fact]
    public async Task When_the_api_does_not_answer_the_caller_waits()
    {
        await using var scene = new CallScene();
        scene.Api.Refusal = "STARTING";
        scene.Begin(new AskCode(Prompt.Welcome));
        scene.Press("0123456789#");

        await scene.UntilAsync(() => scene.Ari.Said.Contains("wait"), "the caller waits", Second);

        scene.Api.Codes.Should().HaveCount(3).And.OnlyContain(code => code.Attempt == 1);
    }

    [Theory]
    [InlineData("CLOSED", "closed")]
    [InlineData("PILOT_ENDED", "pilot-ended")]
    [InlineData("SUSPENDED", "suspended")]
    public async Task A_caller_without_a_code_who_may_not_wait_hears_why(string code, string words)
    {
        await using var scene = new CallScene();
        scene.Api.Refusal = code;
        scene.Begin(new AskCode(Prompt.Welcome));

        scene.Press("#");

        await scene.UntilAsync(() => scene.Ari.Said.Contains(words), "the caller hears why");
        scene.Call.Played(scene.Ari.Playback);
        await scene.Running;
    }
}
