using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>
/// The relying party's connection to the built-in provider, which is in the same process: over loopback, with the tenant's host name, so
/// that neither DNS nor an ingress is needed.
/// </summary>
internal sealed class LoopbackBackchannel(IServer server) : IDisposable
{
    private SocketsHttpHandler? sockets;

    public HttpMessageHandler Handler => new PlainHttp(sockets ??= new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken),
    });

    public void Dispose() => sockets?.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket.")]
    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First(
            one => one.StartsWith("http://", StringComparison.Ordinal))
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
            ? ip
            : IPAddress.Loopback;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>TLS terminates at the ingress. Requests behind it use plain HTTP and forward the browser's scheme.</summary>
    private sealed class PlainHttp(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            request.Headers.Host = address.Authority;
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", address.Scheme);
            request.RequestUri = new UriBuilder(address) { Scheme = Uri.UriSchemeHttp }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
