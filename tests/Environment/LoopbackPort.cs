using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Environment;

/// <summary>A port that nobody listens on, for servers that must know their port before they start.</summary>
public static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
