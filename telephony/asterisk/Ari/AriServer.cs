using System.Diagnostics.CodeAnalysis;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>One Asterisk.</summary>
internal sealed class AriServer : IDisposable
{
    private readonly AriHttp http;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of it.")]
    public AriServer(AriAddress address)
        : this(address, new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
    {
    }

    public AriServer(AriAddress address, HttpMessageHandler connections)
    {
        http = new AriHttp(address, connections);
        Channels = new AriChannels(http);
        Bridges = new AriBridges(http);
        Events = new AriEvents(address);
    }

    public AriChannels Channels { get; }

    public AriBridges Bridges { get; }

    public AriEvents Events { get; }

    /// <summary>Another value than before means that it has been restarted, and that all channels are gone.</summary>
    /// <exception cref="AriUnavailableException">It does not answer.</exception>
    public async Task<string> StartedAsync(CancellationToken cancellationToken) =>
        (await http.GetAsync("asterisk/info?only=status", AriJson.Default.AriInfo, cancellationToken))?.Status?.StartupTime
        ?? throw new AriUnavailableException("Asterisk does not say when it was started.");

    public void Dispose() => http.Dispose();
}
