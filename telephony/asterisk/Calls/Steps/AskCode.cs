using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>
/// Asks for the code and collects what the caller keys in, during the prompt too. Who keys in nothing is asked once more; after that, or
/// with <c>#</c> alone, the caller waits without a code.
/// </summary>
internal sealed class AskCode(Prompt prompt) : IStep
{
    private readonly KeyedDigits keyed = new();

    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        var next = await CollectAsync(call, services);
        // On a channel on which something plays Asterisk sets no variable before its end.
        await call.Hearing.QuietAsync();
        return next;
    }

    private async Task<IStep> CollectAsync(Call call, CallServices services)
    {
        var isSaid = await call.Hearing.AskAsync(prompt);
        var until = services.In(isSaid ? services.Times.LongestPrompt : services.Times.FirstDigit);
        while (true)
        {
            switch (await call.Inbox.NextAsync(until, call.HungUp))
            {
                case CallInput.Digit(var key):
                    services.Metrics.Digit(call.Municipality.Name);
                    await call.Hearing.StopPromptAsync();
                    if (keyed.Add(key)) return keyed.IsEmpty ? new Wait(Prompt.WithoutCode) : new HandOverCode(keyed.Text);
                    until = services.In(keyed.HasTen ? services.Times.AfterTen : services.Times.NextDigit);
                    break;
                case CallInput.PromptEnded ended when call.Hearing.HasEnded(ended) && keyed.IsEmpty:
                    until = services.In(services.Times.FirstDigit);
                    break;
                case CallInput.AgentCame(var leg):
                    return new Talk(leg);
                case null when !keyed.IsEmpty:
                    return new HandOverCode(keyed.Text);
                case null:
                    return prompt == Prompt.NoDigits ? new Wait(Prompt.WithoutCode) : new AskCode(Prompt.NoDigits);
            }
        }
    }
}
