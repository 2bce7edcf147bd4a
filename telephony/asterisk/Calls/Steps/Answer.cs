using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>The call is answered. Before that its channel says which call it is, so that it is never without somebody who knows.</summary>
internal sealed class Answer : IStep
{
    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        await call.Line.SetAsync(CallVariables.Call, call.Reference, call.HungUp);
        await call.Line.SetAsync(CallVariables.Municipality, call.Municipality.Uid, call.HungUp);
        await call.Line.AnswerAsync(call.HungUp);
        call.AnsweredAt = services.Time.GetTimestamp();
        return new AskCode(Prompt.Welcome);
    }
}
