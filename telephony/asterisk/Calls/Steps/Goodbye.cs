using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>The last words to the caller, and the end of the call.</summary>
internal sealed class Goodbye(Prompt words, string outcome) : IStep
{
    /// <summary>What to say to a caller whose call was refused with this code.</summary>
    public static Prompt WordsOf(string? code) => code switch
    {
        "CLOSED" => Prompt.Closed,
        "PILOT_NOT_STARTED" => Prompt.PilotNotStarted,
        "PILOT_ENDED" => Prompt.PilotEnded,
        RefusalCodes.Suspended => Prompt.Suspended,
        RefusalCodes.MunicipalityUnknown => Prompt.UnknownNumber,
        _ => Prompt.Goodbye,
    };

    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        call.Outcome = outcome;
        await call.DropLegAsync(call.HungUp);
        if (await call.Hearing.SayAsync(words))
        {
            var until = services.In(services.Times.LongestPrompt);
            while (await call.Inbox.NextAsync(until, call.HungUp) is { } input)
            {
                if (input is CallInput.PromptEnded ended && call.Hearing.HasEnded(ended)) break;
                if (input is CallInput.AgentCame came) await call.HangUpAsync(came.Leg, call.HungUp);
            }
        }
        await call.Line.HangUpAsync(call.HungUp);
        return null;
    }
}
