using IdBellen.Telephony.Asterisk.Calls.State;

namespace IdBellen.Telephony.Asterisk.Calls.Steps;

/// <summary>One step in the life of a call.</summary>
internal interface IStep
{
    /// <returns>The next step; null when the call is over.</returns>
    /// <exception cref="OperationCanceledException">The caller has hung up, or somebody else looks after the call.</exception>
    Task<IStep?> RunAsync(Call call, CallServices services);
}
