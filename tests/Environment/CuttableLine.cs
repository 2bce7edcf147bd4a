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
            _ = CarryAsync(await listener.AcceptSocketAsync(stop.Token));
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        open.Add(near);
        open.Add(far);
        try
        {
            if (isCut) throw new SocketException((int)SocketError.ConnectionReset);
            await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
        }
        catch (Exception fault) when (IsCut(fault))
        {
            near.Dispose();
            return;
        }
        await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[8192];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is var count and > 0)
                await to.SendAsync(buffer.AsMemory(0, count), stop.Token);
        }
        catch (Exception fault) when (IsCut(fault))
        {
            // Or ended by one side.
        }
        from.Dispose();
        to.Dispose();
    }

    private static bool IsCut(Exception fault) => fault is SocketException or ObjectDisposedException or OperationCanceledException;
}
