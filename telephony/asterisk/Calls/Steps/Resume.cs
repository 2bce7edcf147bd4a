using IdBellen.Telephony.Asterisk.Calls.State;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>The call waited, or an agent had it, when the worker before us ended. The api knows which.</summary>
/// <param name="isInBridge">Whether the caller is left alone in a bridge.</param>
internal sealed class Resume(bool isInBridge) : IStep
{
    public async Task<IStep?> RunAsync(Call call, CallServices services)
    {
        if (isInBridge) await call.Line.PartAsync(call.Bridge, call.HungUp);
        return new Wait(null);
    }
}
