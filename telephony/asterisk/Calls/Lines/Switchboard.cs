using System.Collections.Concurrent;
using IdBellen.Telephony.Asterisk.Ari;

namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>One Asterisk for as long as we serve it.</summary>
/// <param name="name">As in the configuration; references of its calls begin with it.</param>
/// <param name="ari">The way to it.</param>
/// <param name="leaving">Cancelled when another worker may serve it from now on. Calls then go on without us.</param>
internal sealed class Switchboard(string name, AriServer ari, CancellationToken leaving)
{
    private readonly ConcurrentDictionary<string, IChannelOwner> owners = new(StringComparer.Ordinal);

    public string Name => name;

    public AriServer Ari => ari;

    public CancellationToken Leaving => leaving;

    /// <summary>Whether all calls that were there when we came have been adopted.</summary>
    public bool HasAdopted { get; set; }

    /// <summary>Whether its events are followed.</summary>
    public bool IsConnected { get; set; }

    /// <summary>Whether it has been unreachable for so long that its calls may be gone.</summary>
    public bool IsLost { get; set; }

    public IReadOnlyCollection<string> Channels => [.. owners.Keys];

    public void Own(string channel, IChannelOwner owner) => owners[channel] = owner;

    public void Disown(string channel) => owners.TryRemove(channel, out _);

    public IChannelOwner? OwnerOf(string channel) => owners.GetValueOrDefault(channel);

    /// <summary>The channel is gone, and nobody owns it any more.</summary>
    public void Lose(string channel)
    {
        if (owners.TryRemove(channel, out var owner)) owner.Gone();
    }
}
