using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>
/// Reports a call at once, and then again and again. The call does not wait for the answer: an api that hangs must not keep a caller from
/// an agent who is there, or in silence when the agent's phone is lost.
/// </summary>
internal sealed class Heartbeat(Call call, CallServices services)
{
    private Task<ExchangeAnswer<CallReport>>? underWay;
    private bool isWantedAgain;

    /// <summary>When the next report is due: a time stamp.</summary>
    public long Due { get; private set; } = services.Time.GetTimestamp();

    public bool IsDue => services.IsPast(Due);

    /// <summary>Sends a report. Its answer comes as <see cref="CallInput.Reported"/>, for <see cref="ReadAsync"/>.</summary>
    public void Beat(ReportedState state)
    {
        // Whether the call still exists nobody knows: the api ends it when nobody says so for three minutes.
        if (call.Line.Board.IsLost)
        {
            Due = services.In(services.Times.HeartbeatAfterFault);
            return;
        }
        Due = long.MaxValue;
        var sent = underWay = SendAsync(call.Reporting, state);
        call.Reporting = sent;
        _ = sent.ContinueWith(answered => call.Inbox.Put(new CallInput.Reported(answered)), CancellationToken.None,
            TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <returns>
    /// What to do with the caller; null when nobody knows, which leaves the caller where they are, or when another step has sent it.
    /// </returns>
    public async Task<Verdict?> ReadAsync(CallInput.Reported reported)
    {
        if (reported.Answer != underWay) return null;
        underWay = null;
        var answer = await reported.Answer;
        var isHeard = answer.Data is not null || answer.Next is not null;
        services.Metrics.Reported(answer.Data is not null ? "accepted" : answer.Code ?? "no answer");
        // The api may learn of a deletion later than we do: the caller should not wait in vain until the next regular report.
        var pause = isHeard && services.Exists(call.Municipality) ? services.Times.Heartbeat : services.Times.HeartbeatAfterFault;
        Due = services.In(isWantedAgain ? TimeSpan.Zero : answer.RetryAfter > pause ? answer.RetryAfter.Value : pause);
        isWantedAgain = false;
        if (answer.Data is { } report) return new(report.Next, answer.Code);
        if (answer.Next is { } next) return new(next, answer.Code);
        return RefusalCodes.IsOver(answer.Code) ? new(NextStep.End, answer.Code) : null;
    }

    public void BeatSoon()
    {
        if (underWay is null) Due = services.Time.GetTimestamp();
        else isWantedAgain = true;
    }

    // In their order: the api must not hear of an older state after a newer one.
    private async Task<ExchangeAnswer<CallReport>> SendAsync(Task before, ReportedState state)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await services.Exchange.ReportCallAsync(call.Municipality, call.Reference, state, call.CallerNumber, call.HungUp);
    }

    /// <param name="Code">Why it is over.</param>
    internal sealed record Verdict(NextStep Next, string? Code);
}
