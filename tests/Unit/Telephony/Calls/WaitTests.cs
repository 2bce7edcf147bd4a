using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>A caller in the queue.</summary>
public sealed class WaitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_state_is_repeated_within_a_minute_and_soon_after_an_outage()
    {
        await using var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it is reported at once");
        scene.Pass(TimeSpan.FromSeconds(20));

        scene.Api.Refusal = "INTERNAL";
        await scene.UntilAsync(() => scene.Api.Reports.Count == 4, "it is repeated after half a minute, three times without an answer",
            Second);
        scene.Api.Refusal = null;
        scene.Pass(TimeSpan.FromSeconds(5));

        await scene.UntilAsync(() => scene.Api.Reports.Count > 4, "and again after five seconds");
        scene.Api.Reports.Should().OnlyContain(state => state == "QUEUED");
    }

    [Fact]
    public async Task A_late_code_is_matched_and_music_goes_on()
    {
        await using var scene = new CallScene();
        scene.Api.Match = ("MATCHED", "QUEUE");
        scene.Begin(new Wait(null));
        await scene.DoesAsync("POST channels/caller/moh");
        scene.Ari.Forget();

        scene.Press("4150937268");

        await scene.UntilAsync(() => scene.Ari.Said.Contains("matched"), "the caller hears that it is right", Second);
        scene.Ari.Done.Should().Contain("DELETE channels/caller/moh");
        scene.Call.Played(scene.Ari.Playback);
        await scene.DoesAsync("POST channels/caller/moh");
    }

    [Fact]
    public async Task A_stray_key_is_no_code_and_music_comes_back()
    {
        await using var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it is reported");
        scene.Ari.Forget();
        scene.Press("5");
        await scene.DoesAsync("POST channels/caller/silence");
        scene.Ari.Done.Should().Contain("DELETE channels/caller/moh");

        await scene.UntilAsync(() => scene.Api.Reports.Count == 2, "half a minute is over", Second);

        scene.Api.Codes.Should().BeEmpty();
        scene.Ari.Done.Should().ContainInConsecutiveOrder("DELETE playbacks/caller-silence", "POST channels/caller/moh");
    }

    [Fact]
    public async Task When_the_municipality_is_gone_the_caller_is_told_at_once()
    {
        await using var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it is reported");
        scene.Api.Refusal = "MUNICIPALITY_UNKNOWN";

        scene.DeleteMunicipality();

        await scene.UntilAsync(() => scene.Ari.Said.Contains("unknown-number"), "the caller hears it");
    }

    [Fact]
    public async Task When_the_api_learns_later_that_the_municipality_is_gone_the_caller_is_told_seconds_later()
    {
        await using var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it is reported");
        scene.DeleteMunicipality();
        await scene.UntilAsync(() => scene.Api.Reports.Count == 2, "it is asked about at once");
        var asked = scene.Now;

        await scene.UntilAsync(() => scene.Api.Reports.Count == 3, "it is asked about again", Second / 10);
        (scene.Now - asked).Should().BeLessThan(TimeSpan.FromSeconds(15));
        scene.Api.Refusal = "MUNICIPALITY_UNKNOWN";

        await scene.UntilAsync(() => scene.Ari.Said.Contains("unknown-number"), "the caller hears it", Second / 10);
    }

    [Fact]
    public async Task The_place_is_said_where_the_municipality_wants_it()
    {
        await using var scene = new CallScene(announcesPosition: true);
        scene.Begin(new Wait(Prompt.WithoutCode));
        await scene.UntilAsync(() => scene.Ari.Said.Count == 1, "the first words");
        scene.Call.Played(scene.Ari.Playback);

        await scene.UntilAsync(() => scene.Ari.Said.Contains("position-1"), "the place is said", Second);

        scene.Call.Played(scene.Ari.Playback);
        await scene.DoesAsync("POST channels/caller/moh");
    }

    [Fact]
    public async Task While_Asterisk_is_away_nothing_is_lost_of_what_was_to_be_done()
    {
        await using var scene = new CallScene();
        scene.Ari.IsAway = true;
        scene.Begin(new Wait(null));
        scene.Pass(Second);
        scene.Ari.Done.Should().BeEmpty();

        scene.Ari.IsAway = false;

        await scene.UntilAsync(() => scene.Ari.Done.Contains("POST channels/caller/moh"), "music", Second);
    }
}
