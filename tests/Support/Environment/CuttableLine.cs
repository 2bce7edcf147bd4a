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
    private readonly BreakableSignal stall = new();
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

    /// <summary>The connections that are open now carry nothing any more and do not break either; new ones work.</summary>
    public void StallOpen() => stall.Break();

    /// <summary>A kubeconfig file with which the API server at the far end is reached by this line.</summary>
    public async Task<FileInfo> KubeconfigAsync(KubernetesApi api)
    {
        var file = new FileInfo(Path.GetTempFileName());
        await File.WriteAllTextAsync(
            file.FullName, (await File.ReadAllTextAsync(api.Kubeconfig)).Replace($":{target}", $":{Port}", StringComparison.Ordinal));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
        stall.Dispose();
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
        var stalled = stall.Token;
        await Task.WhenAll(PumpAsync(near, far, stalled), PumpAsync(far, near, stalled));
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken stalled)
    {
        var buffer = new byte[8192];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is var count and > 0)
            {
                if (!stalled.IsCancellationRequested) await to.SendAsync(buffer.AsMemory(0, count), stop.Token);
            }
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
