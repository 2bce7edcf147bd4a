using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Support.Api.Neighbours;

/// <summary>A server that takes every connection and never says anything.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> taken = [];

    public SilentServer()
    {
        listener.Start();
        _ = TakeAsync();
    }

    public Uri Address => new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Dispose()
    {
        listener.Dispose();
        foreach (var socket in taken) socket.Dispose();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true) taken.Add(await listener.AcceptSocketAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }
}
