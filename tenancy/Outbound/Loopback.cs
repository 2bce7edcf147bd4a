using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tenancy.Outbound;

/// <summary>Addresses of this machine, for which plain HTTP will do.</summary>
public static class Loopback
{
    private static readonly IPAddress[] Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Returns whether a secret may be sent to the URL: over TLS, or within this machine.</summary>
    public static bool IsProtected(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || IsName(address.Host)));

    /// <summary>
    /// Resolves names under <c>localhost</c> to loopback, even if the system's resolver does not (RFC 6761, section 6.3).
    /// </summary>
    private static bool IsName(string host) => host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; without a stream it is disposed of.")]
    internal static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var server = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IsName(server.Host)) await socket.ConnectAsync(Addresses, server.Port, cancellationToken);
            else await socket.ConnectAsync(server, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
