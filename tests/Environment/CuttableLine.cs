using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Environment;

/// <summary>A way to a local server that can be cut: open connections break and new ones are refused, until it is mended.</summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly int target;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Socket> open = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private volatile bool isCut;

    public CuttableLine(int target)
    {
        this.target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Cut()
    {
        isCut = true;
        while (open.TryTake(out var socket)) socket.Dispose();
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await listener.AcceptSocketAsync(stop.Token);
            if (isCut) near.Dispose();
            else _ = CarryAsync(near);
        }
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            open.Add(near);
            open.Add(far);
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                await using var nearStream = new NetworkStream(near);
                await using var farStream = new NetworkStream(far);
                await Task.WhenAny(nearStream.CopyToAsync(farStream, stop.Token), farStream.CopyToAsync(nearStream, stop.Token));
            }
            catch (Exception fault) when (fault is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // Cut.
            }
        }
    }
}
