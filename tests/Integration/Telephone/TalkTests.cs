using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Agent and caller hear each other, for as long as the agent has the call.</summary>
[Takes(90)]
public sealed class TalkTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    private const int CallersTone = 500;
    private const int AgentsTone = 800;
    // How soon is for the benchmark; a busy machine is not what is tested here.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task They_hear_each_other_and_no_music_until_the_agent_finishes_which_ends_both()
    {
        await using var talk = await TalkingAsync();

        await HearEachOtherAsync(talk);

        (await talk.Agents[0].FinishAsync(talk.CallId)).Errors.Should().BeEmpty();
        await talk.Agent.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await talk.Caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task When_the_agents_phone_is_gone_the_caller_hears_music_and_the_agent_may_come_again()
    {
        await using var talk = await TalkingAsync();
        await HearEachOtherAsync(talk);

        await talk.Agent.HangUpAsync();

        await HearsMusicAsync(talk.Caller);
        await talk.ComesAsync();
        await HearEachOtherAsync(talk);
        await talk.Caller.HangUpAsync();
        await talk.Agent.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await Eventually.BeTrueAsync(async () => (await talk.Agents[0].CallsAsync()).SingleOrDefault()?.State == "WRAP_UP",
            Soon, "the agent sees the end");
    }

    [Fact]
    public async Task A_call_that_is_given_back_has_music_and_one_that_is_passed_on_has_the_colleagues_voice()
    {
        await using var talk = await TalkingAsync();
        await using var page = await talk.Agents[1].OpenPageAsync();

        (await talk.Agents[0].ReleaseAsync(talk.CallId)).Errors.Should().BeEmpty();
        await talk.Agent.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await HearsMusicAsync(talk.Caller);

        await talk.Agents[0].TakeAsync(talk.CallId);
        await talk.ComesAsync();
        await HearEachOtherAsync(talk);
        var first = talk.Agent;
        (await talk.Agents[0].TransferAsync(talk.CallId, await talk.Agents[1].IdAsync())).Value.Outcome.Should().Be("TRANSFERRED");
        await first.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await HearsMusicAsync(talk.Caller);
        await talk.ComesAsync(agent: 1);
        await HearEachOtherAsync(talk);
    }

    [Fact]
    public async Task A_token_that_is_wrong_or_used_or_another_municipalitys_opens_nothing()
    {
        await using var talk = await TalkingAsync();
        var (other, _) = await fixture.WithNumberAsync();
        var name = talk.Municipality.Name;
        var unused = (await talk.Agents[0].ConnectPhoneAsync(talk.CallId)).Value.Extension;
        var elsewhere = unused.Replace($"{name}.", $"{other.Name}.", StringComparison.Ordinal);

        foreach (var target in new[] { $"{name}.wrong", $"{name}.{new string('0', 32)}", elsewhere, talk.Dialled })
        {
            await using var intruder = await fixture.PhoneAsync(target);
            await intruder.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        }
        await HearEachOtherAsync(talk);
    }

    [Fact]
    public async Task A_worker_that_stops_does_not_interrupt_them_and_the_next_one_can_end_it()
    {
        await using var talk = await TalkingAsync();
        await HearEachOtherAsync(talk);
        await fixture.StopWorkerAsync();
        await HearEachOtherAsync(talk);

        await fixture.StartWorkerAsync();

        await HearEachOtherAsync(talk);
        (await talk.Agents[0].FinishAsync(talk.CallId)).Errors.Should().BeEmpty();
        await talk.Agent.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await talk.Caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_api_that_is_away_for_a_while_does_not_interrupt_them_and_is_obeyed_when_it_is_back()
    {
        await using var talk = await TalkingAsync();
        // The api admits the agent's phone.
        await HearEachOtherAsync(talk);
        await fixture.StopApiAsync();
        await HearEachOtherAsync(talk);

        await fixture.StartApiAsync();

        await talk.Municipality.ServedAtAsync(fixture.Platform.Port);
        await HearEachOtherAsync(talk);
        (await talk.Agents[0].FinishAsync(talk.CallId)).Errors.Should().BeEmpty();
        await talk.Caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    private async Task<Conversation> TalkingAsync()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        var id = (await agents[0].CallAsync()).Id;
        (await agents[0].TakeAsync(id)).Outcome.Should().Be("TAKEN");
        var talk = new Conversation(fixture, municipality, agents, caller, id);
        await talk.ComesAsync();
        return talk;
    }

    private static async Task HearEachOtherAsync(Conversation talk)
    {
        (talk.Caller.Sound.Tone, talk.Agent.Sound.Tone) = (CallersTone, AgentsTone);
        talk.Caller.Sound.Forget();
        talk.Agent.Sound.Forget();
        await Eventually.BeTrueAsync(
            () => Task.FromResult(talk.Caller.Sound.Hears(AgentsTone) && talk.Agent.Sound.Hears(CallersTone)), Soon,
            "they hear each other");
    }

    private static async Task HearsMusicAsync(SipPhone caller)
    {
        caller.Sound.Forget();
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Loudness > 0.005 && !caller.Sound.Hears(AgentsTone)), Soon,
            "the caller hears music");
    }

    private sealed record Conversation(
        TelephoneFixture Fixture, ServedMunicipality Municipality, IReadOnlyList<SignedIn> Agents, SipPhone Caller, string CallId)
        : IAsyncDisposable
    {
        private readonly List<SipPhone> phones = [];

        /// <summary>The phone that the agent came with last.</summary>
        public SipPhone Agent => phones[^1];

        /// <summary>What it dialled.</summary>
        public string Dialled { get; private set; } = "";

        public async Task ComesAsync(int agent = 0)
        {
            if (phones.Count > 0 && phones[^1].Ended.IsCompleted) await phones[^1].DisposeAsync();
            Dialled = (await Agents[agent].ConnectPhoneAsync(CallId)).Value.Extension;
            phones.Add(await Fixture.PhoneAsync(Dialled));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var phone in phones.Append(Caller)) await phone.DisposeAsync();
        }
    }
}
