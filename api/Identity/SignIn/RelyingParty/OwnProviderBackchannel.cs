namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>How we reach the municipalities' own providers: short time-outs, no redirects (they would carry client secrets along), no cookies.</summary>
public sealed class OwnProviderBackchannel : IDisposable
{
    private readonly SocketsHttpHandler sockets = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    };

    public HttpMessageHandler Handler => sockets;

    public void Dispose() => sockets.Dispose();
}
