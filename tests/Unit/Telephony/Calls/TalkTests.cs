using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>An agent has the call.</summary>
public sealed class TalkTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_caller_hears_music_until_the_agents_phone_is_there_and_none_while_they_talk()
    {
        await using var scene = await TakenAsync();
        scene.Ari.Forget();

        scene.AgentComes();

        await scene.UntilAsync(() => scene.Api.Reports.Contains("CONNECTED"), "the api is told");
        scene.Ari.Done.Take(4).Should().Equal(
            "DELETE channels/caller/moh", Bridge(scene, ""), Bridge(scene, "/addChannel"), Bridge(scene, "/addChannel"));
    }

    [Fact]
    public async Task A_lost_phone_means_music_and_the_same_agent_may_come_again()
    {
        await using var scene = await TalkingAsync();
        scene.Ari.Forget();

        scene.Call.Inbox.Put(new CallInput.AgentLeft("agent"));

        await scene.UntilAsync(() => scene.Ari.Said.Contains("agent-lost"), "the caller is told");
        scene.Call.Played(scene.Ari.Playback);
        await scene.DoesAsync("POST channels/caller/moh");
        scene.AgentComes("again");
        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "again", "they talk again");
    }

    [Fact]
    public async Task A_page_that_was_loaded_again_takes_the_place_of_the_one_before()
    {
        await using var scene = await TalkingAsync();

        scene.AgentComes("again");

        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "again", "the new one is there");
        scene.Ari.Done.Should().Contain("DELETE channels/agent");
        scene.Call.Inbox.Put(new CallInput.AgentLeft("agent"));
        scene.AgentComes("third");
        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "third", "the end of the old one means nothing");
        scene.Ari.Said.Should().BeEmpty();
    }

    [Fact]
    public async Task With_a_colleague_the_first_agents_phone_is_hung_up_and_music_plays_until_the_other_comes()
    {
        await using var scene = await TalkingAsync();
        scene.Ari.Forget();

        scene.Assign("bram");

        await scene.DoesAsync("POST channels/caller/moh");
        scene.Ari.Done.Should().Contain("DELETE channels/agent");
        scene.AgentComes("bram", "bram");
        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "bram", "they talk");
    }

    [Fact]
    public async Task A_colleagues_phone_that_is_faster_than_the_news_stays()
    {
        await using var scene = await TalkingAsync();
        scene.AgentComes("bram", "bram");
        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "bram", "they talk");

        scene.Assign("bram");
        await scene.UntilAsync(() => scene.Api.Reports.Count > 4, "time passes", Second);

        scene.Ari.Done.Should().NotContain("DELETE channels/bram");
    }

    [Fact]
    public async Task A_phone_of_an_agent_who_has_passed_the_call_on_does_not_hear_the_caller_for_long()
    {
        await using var scene = await TalkingAsync();
        scene.Assign("bram");
        await scene.DoesAsync("DELETE channels/agent");

        scene.AgentComes("late", "anna");
        await scene.UntilAsync(() => scene.Ari.Done.Contains("DELETE channels/late"), "it is hung up", Second);

        scene.Api.Reports.Should().HaveCountLessThan(8, "that takes seconds");
    }

    [Fact]
    public async Task A_call_that_is_given_back_waits_again()
    {
        await using var scene = await TalkingAsync();
        scene.Api.Next = "QUEUE";

        scene.Assign(null);

        await scene.UntilAsync(() => scene.Ari.Said.Contains("back-in-queue"), "the caller is told");
        scene.Ari.Done.Should().Contain("DELETE channels/agent");
    }

    [Fact]
    public async Task A_call_that_is_finished_ends_with_a_goodbye()
    {
        await using var scene = await TalkingAsync();
        scene.Api.Next = "END";

        scene.Assign(null);

        await scene.UntilAsync(() => scene.Ari.Said.Contains("goodbye"), "the caller is told");
        scene.AgentComes("late");
        await scene.DoesAsync("DELETE channels/late");
        scene.Call.Played(scene.Ari.Playback);
        await scene.Running;
        scene.Ari.Done.Should().Contain("DELETE channels/agent").And.Contain("DELETE channels/caller");
    }

    [Fact]
    public async Task A_telephone_of_the_municipality_is_called_again_when_nobody_takes_it_but_not_for_ever()
    {
        await using var scene = await TakenAsync("7301");
        scene.Rung.Should().Equal("7301");

        for (var failure = 1; failure <= 4; failure++)
        {
            scene.Call.Inbox.Put(new CallInput.TelephoneFailed());
            var expected = Math.Min(failure + 1, 3);
            await scene.UntilAsync(() => scene.Rung.Count == expected, "it rings again", Second);
        }

        scene.Pass(TimeSpan.FromMinutes(1));
        scene.Rung.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_telephone_that_was_put_down_rings_again_only_when_the_agent_wants_it()
    {
        await using var scene = await TakenAsync("7301");
        scene.AgentComes("telephone", isTelephone: true);
        await scene.UntilAsync(() => scene.Call.Leg is not null, "they talk");

        scene.Call.Inbox.Put(new CallInput.AgentLeft("telephone"));
        await scene.UntilAsync(() => scene.Ari.Said.Contains("agent-lost"), "the caller is told");
        await scene.UntilAsync(() => scene.Api.Reports.Count > 6, "time passes", Second);
        scene.Rung.Should().HaveCount(1);
        scene.Assign("anna", "7301", rings: 1);

        await scene.UntilAsync(() => scene.Rung.Count == 2, "it rings again");
    }

    [Fact]
    public async Task A_telephone_that_is_chosen_while_they_talk_rings_when_the_page_has_hung_up()
    {
        await using var scene = await TalkingAsync();

        scene.Assign("anna", "7301");
        await scene.UntilAsync(() => scene.Api.Reports.Count > 4, "time passes", Second);
        scene.Rung.Should().BeEmpty();
        scene.Call.Inbox.Put(new CallInput.AgentLeft("agent"));

        await scene.UntilAsync(() => scene.Rung.Count == 1, "it rings");
    }

    [Fact]
    public async Task One_call_lets_telephones_ring_twenty_times_at_most()
    {
        await using var scene = await TakenAsync("7301");

        for (var rings = 1; rings <= 30; rings++)
        {
            var reports = scene.Api.Reports.Count;
            scene.Assign("anna", "7301", rings);
            await scene.UntilAsync(() => scene.Api.Reports.Count > reports, "it is news");
        }

        scene.Rung.Should().HaveCount(20);
    }

    [Fact]
    public async Task While_the_api_is_away_they_go_on_talking()
    {
        await using var scene = await TalkingAsync();
        scene.Api.Refusal = "DATABASE_UNAVAILABLE";
        scene.Ari.Forget();

        await scene.UntilAsync(() => scene.Api.Reports.Count > 10, "time passes", Second);

        scene.Ari.Done.Should().OnlyContain(request => request.EndsWith("rtp_statistics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_api_hangs_a_phone_that_comes_is_connected_and_one_that_is_lost_means_music_at_once()
    {
        var answer = new TaskCompletionSource();
        await using var scene = await TakenAsync(answered: answer.Task);

        scene.AgentComes();
        await scene.DoesAsync(Bridge(scene, "/addChannel"));
        scene.Call.Inbox.Put(new CallInput.AgentLeft("agent"));
        await scene.UntilAsync(() => scene.Ari.Said.Contains("agent-lost"), "the caller is told");
        scene.AgentComes("again");
        await scene.UntilAsync(() => scene.Call.Leg?.Channel == "again", "they talk again");

        scene.Api.Reports.Should().NotContain("CONNECTED");
        answer.SetResult();
        await scene.UntilAsync(() => scene.Api.Reports.Last() == "CONNECTED", "the api is told once it answers");
    }

    private static async Task<CallScene> TakenAsync(string? telephone = null, Task? answered = null)
    {
        var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it waits");
        if (answered is not null) scene.Api.Hanging = answered;
        scene.Api.Next = "TALK";
        scene.Assign("anna", telephone);
        await scene.UntilAsync(() => scene.Api.Reports.Count >= 2, "it is taken");
        await scene.DoesAsync("POST channels/caller/moh");
        return scene;
    }

    private static async Task<CallScene> TalkingAsync()
    {
        var scene = await TakenAsync();
        scene.AgentComes();
        await scene.UntilAsync(() => scene.Api.Reports.Contains("CONNECTED"), "they talk");
        return scene;
    }

    private static string Bridge(CallScene scene, string what) => $"POST bridges/{scene.Call.Bridge}{what}";
}
