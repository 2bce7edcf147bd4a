using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Operator.Municipalities;

/// <summary>How the operator looks at what a municipality points to: short time-outs, no redirects, no cookies.</summary>
public sealed class OutboundHttp : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken) => client.GetAsync(address, cancellationToken);

    public void Dispose() => client.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; without a stream it is disposed of.")]
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // RFC 6761: names under localhost are loopback, also where the resolver does not know it.
            if (context.DnsEndPoint.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
                await socket.ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], context.DnsEndPoint.Port, cancellationToken);
            else
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
