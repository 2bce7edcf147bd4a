namespace IdBellen.Tenancy.Outbound;

/// <summary>
/// The handler for servers that a municipality or an admin configures: no redirects, which would carry secrets along; no cookies; and no
/// decompression, which could turn a small response into a huge one.
/// </summary>
public static class OutboundSockets
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private const int MaxHeaderKilobytes = 16;
    private const int MaxDrainBytes = 64 << 10;

    /// <summary>A new handler; who asked owns it, and may still change it.</summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = Loopback.ConnectAsync,
        ConnectTimeout = ConnectPatience,
        // To observe changes of addresses in DNS.
        PooledConnectionLifetime = ConnectionLifetime,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = MaxDrainBytes,
    };
}
