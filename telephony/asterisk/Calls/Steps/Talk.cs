using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>
/// An agent has the call. Until the agent's phone is there, and whenever it is lost, the caller hears music and waits for that agent. It is
/// over when caller or agent hangs up; otherwise only the api says when it is over, or for anybody again.
/// </summary>
/// <param name="came">The agent's phone, if it is there already.</param>
/// <param name="isJoined">Whether the two talk already: they did when we came.</param>
internal sealed class Talk(AgentLeg? came, bool isJoined = false) : IStep
{
    // For each time that the agent wants it, and for the whole call.
    private const int MaxRings = 3;
    private const int MostRings = 20;

    // A new agent's phone may be faster than the news that there is a new agent; and an old one slower.
    private static readonly TimeSpan FasterThanNews = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenRings = TimeSpan.FromSeconds(10);
    private string? agent;
    private Assignment? rungFor;
    private CancellationTokenSource? ringing;
    private int rings;
    private long ringAgain = long.MaxValue;
    private long strangerUntil = long.MaxValue;

    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        try
        {
            agent = call.Assigned?.AgentId;
            if (isJoined) call.Leg = came;
            else if (came is not null) await ConnectAsync(call, services, came);
            else await call.Hearing.SomethingAsync();
            Ring(call, services);
            return await FollowAsync(call, services);
        }
        finally
        {
            StopRinging();
        }
    }

    private async Task<IStep?> FollowAsync(Call call, CallServices services)
    {
        var heart = new Heartbeat(call, services);
        while (true)
        {
            if (heart.IsDue) heart.Beat(call.Leg is null ? ReportedState.Queued : ReportedState.Connected);
            if (services.IsPast(ringAgain)) RingOnce(call, services);
            if (services.IsPast(strangerUntil)) await DropStrangerAsync(call);
            switch (await call.Inbox.NextAsync(Math.Min(Math.Min(heart.Due, ringAgain), strangerUntil), call.HungUp))
            {
                case CallInput.TelephoneFailed:
                    StopRinging();
                    if (rings < MaxRings) ringAgain = services.In(BetweenRings);
                    break;
                case CallInput.AgentCame(var leg):
                    await ConnectAsync(call, services, leg);
                    heart.BeatSoon();
                    break;
                case CallInput.AgentHungUp(var channel) when channel == call.Leg?.Channel:
                    call.Outcome = "agent hung up";
                    await LeaveAsync(call);
                    await call.Line.HangUpAsync(call.HungUp);
                    return null;
                case CallInput.AgentLeft(var channel) when channel == call.Leg?.Channel:
                    call.Leg = null;
                    await AloneAsync(call, Prompt.AgentLost);
                    Ring(call, services);
                    heart.BeatSoon();
                    break;
                case CallInput.AssignedTo:
                    await ReassignAsync(call, services);
                    heart.BeatSoon();
                    break;
                case CallInput.PromptEnded ended when call.Hearing.HasEnded(ended):
                    await call.Hearing.MusicAsync();
                    break;
                case CallInput.Reported reported:
                    if (await DecideAsync(call, await heart.ReadAsync(reported)) is { } next) return next;
                    await ListenAsync(call, services);
                    break;
                case CallInput.AskNow:
                    heart.BeatSoon();
                    break;
            }
        }
    }

    private async Task<IStep?> DecideAsync(Call call, Heartbeat.Verdict? verdict)
    {
        switch (verdict?.Next)
        {
            case NextStep.End:
                await LeaveAsync(call);
                return new Goodbye(Goodbye.WordsOf(verdict.Code), "ended");
            case NextStep.Queue when call.Assigned is null:
                await LeaveAsync(call);
                return new Wait(agent is null ? null : Prompt.BackInQueue);
            default:
                return null;
        }
    }

    // When it is nobody's any more, only the api knows whether it waits again or is over.
    private async Task ReassignAsync(Call call, CallServices services)
    {
        if (call.Assigned is not { } assignment) return;
        agent = assignment.AgentId;
        await DropStrangerAsync(call);
        Ring(call, services);
    }

    // Nobody but the agent who has the call hears the caller.
    private async Task DropStrangerAsync(Call call)
    {
        strangerUntil = long.MaxValue;
        if (call.Leg is not { } leg || call.Assigned is not { } assignment || leg.AgentId == assignment.AgentId) return;
        await call.DropLegAsync(call.HungUp);
        await AloneAsync(call, null);
    }

    private async Task ConnectAsync(Call call, CallServices services, AgentLeg leg)
    {
        StopRinging();
        await call.DropLegAsync(call.HungUp);
        await call.Hearing.QuietAsync();
        if (await call.Line.JoinAsync(call.Bridge, leg.Channel, call.HungUp))
        {
            call.Leg = leg;
            strangerUntil = call.Assigned is null || call.Assigned.AgentId == leg.AgentId ? long.MaxValue : services.In(FasterThanNews);
            services.Metrics.Connected(services.Time.GetElapsedTime(leg.Since));
        }
        else
        {
            await call.HangUpAsync(leg, call.HungUp);
            await AloneAsync(call, null);
        }
    }

    private static async Task AloneAsync(Call call, Prompt? words)
    {
        await call.Line.PartAsync(call.Bridge, call.HungUp);
        await call.Hearing.SayThenMusicAsync(words);
    }

    private static async Task LeaveAsync(Call call)
    {
        await call.DropLegAsync(call.HungUp);
        await call.Line.PartAsync(call.Bridge, call.HungUp);
    }

    // A telephone that was put down does not ring again by itself: the agent says so. One that was chosen while the agent talked in the
    // page rings when the page has hung up.
    private void Ring(Call call, CallServices services)
    {
        if (call.Assigned == rungFor) return;
        StopRinging();
        if (call.Leg is { IsTelephone: false }) return;
        rungFor = call.Assigned;
        rings = 0;
        if (call.Leg is null && rungFor?.Telephone is not null) RingOnce(call, services);
    }

    private void RingOnce(Call call, CallServices services)
    {
        StopRinging();
        if (rungFor?.Telephone is not { } number || call.Rings >= MostRings) return;
        rings++;
        call.Rings++;
        ringing = CancellationTokenSource.CreateLinkedTokenSource(call.HungUp);
        services.Telephones.Ring(call, number, ringing.Token);
    }

    private void StopRinging()
    {
        ringAgain = long.MaxValue;
        ringing?.Cancel();
        ringing?.Dispose();
        ringing = null;
    }

    private static async Task ListenAsync(Call call, CallServices services)
    {
        if (call.Leg is null) return;
        if (await call.Line.SoundAsync(call.HungUp) is { } sound) services.Metrics.Sound(sound.Loss, sound.Jitter);
    }
}
