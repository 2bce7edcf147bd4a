using IdBellen.Telephony.Asterisk.Calls.Lines;

namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>A telephone that rings, or whose answerer decides.</summary>
internal sealed class RungTelephone(TimeProvider time) : IChannelOwner
{
    public Inbox<Happening> Inbox { get; } = new(time);

    /// <summary>It entered our application: somebody, or something, has answered.</summary>
    public void Answered() => Inbox.Put(new Happening.HasAnswered());

    public void Pressed(char key) => Inbox.Put(new Happening.HasPressed(key));

    public void Played(string playback) => Inbox.Put(new Happening.HasHeard());

    public void Gone() => Inbox.Put(new Happening.HasGone());

    internal abstract record Happening
    {
        private Happening()
        {
        }

        internal sealed record HasAnswered : Happening;

        internal sealed record HasPressed(char Key) : Happening;

        internal sealed record HasHeard : Happening;

        internal sealed record HasGone : Happening;
    }
}
