using System.Threading.Channels;
using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Irma.Store;

/// <summary>Holds the current state of one session and notifies subscribers of the next.</summary>
internal sealed class SessionCell(Session first)
{
    private readonly Lock gate = new();
    private readonly List<ChannelWriter<Session>> listeners = [];
    private Session current = first;

    public Session Current => Volatile.Read(ref current);

    /// <returns>False when another request changed the session in between.</returns>
    public bool TrySwap(Session before, Session after)
    {
        lock (gate)
        {
            if (!ReferenceEquals(current, before))
            {
                return false;
            }
            current = after;
            listeners.ForEach(listener => listener.TryWrite(after));
            return true;
        }
    }

    public ChannelReader<Session> Listen(CancellationToken until)
    {
        var channel = Channel.CreateUnbounded<Session>();
        lock (gate)
        {
            listeners.Add(channel.Writer);
        }
        until.Register(() =>
        {
            lock (gate)
            {
                listeners.Remove(channel.Writer);
            }
        });
        return channel.Reader;
    }
}
