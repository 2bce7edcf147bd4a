using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>An agent takes calls on a telephone of the municipality, which a real Asterisk calls over the trunk.</summary>
[Takes(90)]
public sealed class RungTelephoneTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    private const int CallersTone = 500;
    private const int AgentsTone = 800;
    private const string Number = "+31263770003";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_chosen_telephone_rings_with_the_municipalitys_number_and_after_1_they_hear_each_other()
    {
        await using var telephone = fixture.Telephone();
        await using var desk = await TakenAsync(telephone);
        await telephone.Rung.WaitAsync(Soon, TestContext.Current.CancellationToken);

        telephone.Called.Should().Be(Number);
        telephone.CallerShown.Should().Contain(desk.MunicipalNumber).And.NotContain("612345678", "the caller's number is not passed on");
        await HearsMusicAsync(desk.Caller);
        (await desk.ConnectedAsync()).Should().BeFalse("nobody has pressed 1 yet");
        await telephone.PressAsync("1");
        await HearEachOtherAsync(desk.Caller, telephone);
        await Eventually.BeTrueAsync(desk.ConnectedAsync, Soon, "the agent's page is told");

        await telephone.HangUpAsync();
        await HearsMusicAsync(desk.Caller);
        await Eventually.BeTrueAsync(async () => !await desk.ConnectedAsync(), Soon, "the agent's page is told");
        await telephone.DisposeAsync();
        await using var again = fixture.Telephone();
        (await desk.Agent.RingTelephoneAsync(desk.CallId)).Errors.Should().BeEmpty();
        await again.Rung.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await again.PressAsync("1");
        await HearEachOtherAsync(desk.Caller, again);
        (await desk.Agent.FinishAsync(desk.CallId)).Errors.Should().BeEmpty();
        await again.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await desk.Caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_voicemail_that_answers_and_presses_nothing_gets_no_caller_who_hears_music_all_the_while()
    {
        await using var voicemail = fixture.Telephone();
        voicemail.Sound.Tone = AgentsTone;
        await using var desk = await TakenAsync(voicemail);
        await voicemail.Rung.WaitAsync(Soon, TestContext.Current.CancellationToken);
        desk.Caller.Sound.Tone = CallersTone;
        desk.Caller.Sound.Forget();
        voicemail.Sound.Forget();

        await voicemail.PressAsync("9");
        await voicemail.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

        desk.Caller.Sound.Hears(AgentsTone).Should().BeFalse();
        voicemail.Sound.Hears(CallersTone).Should().BeFalse();
        await HearsMusicAsync(desk.Caller);
        (await desk.ConnectedAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_telephone_that_is_removed_while_it_rings_stops_and_the_browser_phone_is_let_in()
    {
        await using var telephone = fixture.Telephone();
        await using var desk = await TakenAsync(telephone);
        await telephone.Rung.WaitAsync(Soon, TestContext.Current.CancellationToken);

        (await desk.Admin.RemoveTelephoneAsync(desk.TelephoneId)).Errors.Should().BeEmpty();

        await telephone.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await telephone.DisposeAsync();
        await using var browser = await fixture.PhoneAsync((await desk.Agent.ConnectPhoneAsync(desk.CallId)).Value.Extension);
        await HearEachOtherAsync(desk.Caller, browser);
    }

    [Fact]
    public async Task What_may_not_be_called_is_called_by_neither_worker_nor_dialplan_even_if_it_is_on_the_list()
    {
        await using var telephone = fixture.Telephone();
        // As if somebody had written into the database, and as if the worker obeyed.
        await using var desk = await TakenAsync(telephone, "UPDATE telephone SET number = '+4930123456'");
        string[] denied = ["09001234", "0906123456", "+31900123456", "+4930123456", "004930123456", "0676123456", "112", "144", "1888"];
        foreach (var number in denied)
            await fixture.Asterisk.CallTelephoneAsync(number, AsteriskServer.SharedTrunkName);
        await fixture.Asterisk.CallTelephoneAsync("+31263770003", "nobodys");
        await fixture.Asterisk.ConsoleAsync("dialplan set global TRUNK_CHANNELS_local 0");
        await fixture.Asterisk.CallTelephoneAsync("+31263770005", AsteriskServer.SharedTrunkName);
        await fixture.Asterisk.ConsoleAsync("dialplan set global TRUNK_CHANNELS_local 250");

        await fixture.Asterisk.CallTelephoneAsync("+31263770004", AsteriskServer.SharedTrunkName);

        await telephone.Rung.WaitAsync(Soon, TestContext.Current.CancellationToken);
        telephone.Called.Should().Be("+31263770004", "none before it reached the trunk");
        await HearsMusicAsync(desk.Caller);
    }

    /// <param name="telephone">What listens at the trunk.</param>
    /// <param name="meanwhile">SQL, once the telephone is chosen.</param>
    private async Task<Desk> TakenAsync(SipPhone telephone, string? meanwhile = null)
    {
        telephone.Rung.IsCompleted.Should().BeFalse();
        var (municipality, number) = await fixture.WithNumberAsync();
        var (admin, agent) = (await municipality.AdminAsync(), (await municipality.AgentsAsync("anna"))[0]);
        var id = (await admin.AddTelephoneAsync("Balie 3", Number)).Value.Id;
        (await agent.ChooseTelephoneAsync(id)).Errors.Should().BeEmpty();
        if (meanwhile is not null) await municipality.ExecuteAsync(meanwhile);
        var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        var call = (await agent.CallAsync()).Id;
        (await agent.TakeAsync(call)).Outcome.Should().Be("TAKEN");
        return new Desk(admin, agent, caller, call, id, number);
    }

    private static async Task HearEachOtherAsync(SipPhone caller, SipPhone agent)
    {
        (caller.Sound.Tone, agent.Sound.Tone) = (CallersTone, AgentsTone);
        caller.Sound.Forget();
        agent.Sound.Forget();
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Hears(AgentsTone) && agent.Sound.Hears(CallersTone)), Soon,
            "they hear each other");
    }

    private static async Task HearsMusicAsync(SipPhone caller)
    {
        caller.Sound.Forget();
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Loudness > 0.005 && !caller.Sound.Hears(AgentsTone)), Soon,
            "the caller hears music");
    }

    private sealed record Desk(
        SignedIn Admin, SignedIn Agent, SipPhone Caller, string CallId, string TelephoneId, string MunicipalNumber) : IAsyncDisposable
    {
        /// <summary>What the agent's page knows.</summary>
        public async Task<bool> ConnectedAsync() =>
            (bool)(await Agent.GraphQL.GetAsync("{ liveCalls { connected } }"))["liveCalls"]![0]!["connected"]!;

        public ValueTask DisposeAsync() => Caller.DisposeAsync();
    }
}
