using IdBellen.Telephony.Asterisk.Calls.Lines;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>
/// The channel of an agent who has a call: what matters is when it goes, and whether the agent hung up or the phone was lost.
/// </summary>
internal sealed class LegOwner(Call call, string channel) : IChannelOwner
{
    // "Normal, unspecified": the agents' page gives it as the reason (RFC 3326) when an agent presses the button, and no other reason does.
    private const int HungUpByAgent = 31;

    public void Pressed(char key)
    {
    }

    public void Played(string playback)
    {
    }

    public void HangsUp(int cause)
    {
        if (cause == HungUpByAgent) call.Inbox.Put(new CallInput.AgentHungUp(channel));
    }

    public void Gone() => call.Inbox.Put(new CallInput.AgentLeft(channel));
}
