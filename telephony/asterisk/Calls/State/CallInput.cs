using IdBellen.Telephony.Asterisk.Exchange;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>Something that has happened to a call. That its caller has hung up is not among them: it ends every step at once.</summary>
internal abstract record CallInput
{
    private CallInput()
    {
    }

    internal sealed record Digit(char Key) : CallInput;

    internal sealed record PromptEnded(string Playback) : CallInput;

    /// <summary>Another agent has it than before, or none.</summary>
    internal sealed record AssignedTo(Assignment? Assignment) : CallInput;

    /// <summary>The phone of the agent who has the call is there, and answered.</summary>
    internal sealed record AgentCame(AgentLeg Leg) : CallInput;

    /// <summary>The agent ends the conversation.</summary>
    internal sealed record AgentHungUp(string Channel) : CallInput;

    /// <summary>The agent's phone is gone.</summary>
    internal sealed record AgentLeft(string Channel) : CallInput;

    /// <summary>Nobody has taken the call at the telephone that was called.</summary>
    internal sealed record TelephoneFailed : CallInput;

    /// <summary>The api has answered a report, or nobody has.</summary>
    /// <param name="Answer">Completed.</param>
    internal sealed record Reported(Task<ExchangeAnswer<CallReport>> Answer) : CallInput;

    /// <summary>Something has changed about which only the api knows: report now.</summary>
    internal sealed record AskNow : CallInput;
}

/// <summary>The channel of an agent's phone.</summary>
/// <param name="AgentId">Whose phone it is.</param>
/// <param name="Since">When it came: a time stamp.</param>
/// <param name="IsTelephone">We called it; else the agent's page dialled in.</param>
internal sealed record AgentLeg(string Channel, string AgentId, long Since, bool IsTelephone = false);
