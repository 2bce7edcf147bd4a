using System.Globalization;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>Hands a code over to the api.</summary>
internal static class Matching
{
    /// <summary>More are not accepted in one call.</summary>
    public const int MaxAttempts = 9;

    private const string Matched = "MATCHED";

    /// <summary>
    /// The next attempt of this call. Its number is on the channel before it is used: a worker that starts must not repeat it.
    /// </summary>
    public static async Task<MatchedCode> TryAsync(Call call, CallServices services, string code)
    {
        call.Attempt++;
        await call.Line.SetAsync(CallVariables.Attempt, call.Attempt.ToString(CultureInfo.InvariantCulture), call.HungUp);
        var answer = await services.Exchange.MatchCodeAsync(
            call.Municipality, code, call.Reference, call.Attempt, call.CallerNumber, call.HungUp);
        services.Metrics.Code(call.Municipality.Name, answer.Data?.Outcome ?? answer.Code ?? "no answer");
        if (answer.Data?.Outcome == Matched)
            services.Metrics.Matched(call.Municipality.Name, services.Time.GetElapsedTime(call.AnsweredAt));
        if (answer.Data is { } match) return new(match.Next, Words(match.Outcome, match.Next));
        return new(answer.Next ?? (RefusalCodes.IsOver(answer.Code) ? NextStep.End : null), Goodbye.WordsOf(answer.Code));
    }

    private static Prompt Words(string outcome, NextStep next) => (outcome, next) switch
    {
        (Matched or "ALREADY_IDENTIFIED", _) => Prompt.Matched,
        ("EXPIRED", NextStep.End) => Prompt.ExpiredEnd,
        ("EXPIRED", _) => Prompt.ExpiredWait,
        ("LOCKED", NextStep.End) => Prompt.WrongCodeEnd,
        ("LOCKED", _) => Prompt.WrongCodeWait,
        ("RETRY", NextStep.AskAgain) => Prompt.AskAgain,
        ("RETRY", NextStep.Queue) => Prompt.WrongCodeWait,
        ("CLOSED", _) => Prompt.Closed,
        ("SUSPENDED", _) => Prompt.Suspended,
        (_, NextStep.End) => Prompt.Goodbye,
        _ => Prompt.Wait,
    };
}

/// <param name="Next">What to do with the caller; null when the code was not processed.</param>
/// <param name="Words">What to say.</param>
internal sealed record MatchedCode(NextStep? Next, Prompt Words);
