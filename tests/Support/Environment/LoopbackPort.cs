using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Environment;

/// <summary>
/// A port that nobody listens on, for servers that must know their port before they start. Below 32768, where Linux takes no
/// ports for clients, and above those of dev/lib.sh; never the same one twice, so that nobody takes it before its server does.
/// </summary>
public static class LoopbackPort
{
    private const int First = 22_000;
    private const int Count = 32_768 - First;
    private static int taken = Random.Shared.Next(Count);

    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref taken) % Count);
            if (IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port)) return port;
        }
        throw new InvalidOperationException("Every port that tests may use is taken.");
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken)
        {
            return taken.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
