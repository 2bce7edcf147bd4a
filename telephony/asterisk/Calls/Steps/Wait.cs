using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>
/// The caller waits in the queue with music. Who keys in a code there is matched without losing the place. Ends when an agent takes the
/// call.
/// </summary>
/// <param name="first">What is said before the music.</param>
internal sealed class Wait(Prompt? first) : IStep
{
    private readonly KeyedDigits keyed = new();
    private long keyedUntil = long.MaxValue;
    private int lastPlace;

    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        call.QueuedAt ??= services.Time.GetUtcNow();
        // Before something plays: Asterisk would set it at the end of that.
        await call.Line.SetAsync(CallVariables.State, CallVariables.Waiting, call.HungUp);
        await call.Hearing.SayThenMusicAsync(first);
        var heart = new Heartbeat(call, services);
        var place = services.In(services.Times.Position / 4);
        while (true)
        {
            if (heart.IsDue) heart.Beat(ReportedState.Queued);
            if (call.Assigned is not null) return new Talk(null);
            if (services.IsPast(keyedUntil) && await MatchAsync(call, services) is { } matched) return matched;
            if (call.Municipality.AnnouncesPosition && services.IsPast(place))
            {
                place = services.In(services.Times.Position);
                await SayPlaceAsync(call, services.Book.PlaceOf(call));
            }
            var until = Math.Min(Math.Min(heart.Due, keyedUntil), call.Municipality.AnnouncesPosition ? place : long.MaxValue);
            switch (await call.Inbox.NextAsync(until, call.HungUp))
            {
                case CallInput.Digit(var key):
                    services.Metrics.Digit(call.Municipality.Name);
                    if (keyed.IsEmpty) await call.Hearing.ListenAsync();
                    keyedUntil = keyed.Add(key) ? services.Time.GetTimestamp()
                        : services.In(keyed.HasTen ? services.Times.AfterTen : services.Times.NextDigit);
                    break;
                case CallInput.PromptEnded ended when call.Hearing.HasEnded(ended):
                    await call.Hearing.MusicAsync();
                    break;
                case CallInput.AgentCame(var leg):
                    return new Talk(leg);
                case CallInput.Reported reported:
                    if (Decide(await heart.ReadAsync(reported)) is { } next) return next;
                    break;
                case CallInput.AskNow:
                    heart.BeatSoon();
                    break;
            }
        }
    }

    private static IStep? Decide(Heartbeat.Verdict? verdict) => verdict switch
    {
        { Next: NextStep.End } => new Goodbye(Goodbye.WordsOf(verdict.Code), "ended"),
        { Next: NextStep.Talk } => new Talk(null),
        _ => null,
    };

    private async Task<IStep?> MatchAsync(Call call, CallServices services)
    {
        var (code, isWhole) = (keyed.Text, keyed.HasTen);
        keyed.Clear();
        keyedUntil = long.MaxValue;
        await call.Hearing.QuietAsync();
        // A stray key is no code.
        if (!isWhole || call.Attempt >= Matching.MaxAttempts)
        {
            await call.Hearing.MusicAsync();
            return null;
        }
        var match = await Matching.TryAsync(call, services, code);
        switch (match.Next)
        {
            case NextStep.Talk:
                return new Talk(null);
            case NextStep.End:
                return new Goodbye(match.Words, "refused");
            case NextStep.Queue:
                await call.Hearing.SayThenMusicAsync(match.Words);
                return null;
            default:
                await call.Hearing.MusicAsync();
                return null;
        }
    }

    private async Task SayPlaceAsync(Call call, int place)
    {
        if (place == lastPlace) return;
        lastPlace = place;
        await call.Hearing.SayThenMusicAsync(Prompt.Position(place));
    }
}
