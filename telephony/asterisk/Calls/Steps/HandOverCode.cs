using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>The code of a caller who does not wait yet.</summary>
internal sealed class HandOverCode(string code) : IStep
{
    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        if (call.Attempt >= Matching.MaxAttempts) return new Wait(Prompt.WrongCodeWait);
        var match = await Matching.TryAsync(call, services, code);
        return match.Next switch
        {
            NextStep.AskAgain => new AskCode(Prompt.AskAgain),
            NextStep.Talk => new Talk(null),
            NextStep.End => new Goodbye(match.Words, "refused"),
            NextStep.Queue => new Wait(match.Words),
            // Repeating did not help: the caller waits, and the agent asks who it is.
            _ => new Wait(Prompt.Wait),
        };
    }
}
