using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A way to a local server that can be cut: open connections break and new ones are refused, until it is mended. To PostgreSQL it may carry
/// several databases and be cut for one of them.
/// </summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly int target;
    private readonly byte[]? database;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Socket> open = [];
    private readonly BreakableSignal stall = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private volatile bool isCut;

    /// <param name="target">The server's port.</param>
    /// <param name="database">Only connections to this database are cut; the client must ask for no encryption. Absent: all are.</param>
    public CuttableLine(int target, string? database = null)
    {
        this.target = target;
        // As in PostgreSQL's startup message.
        this.database = database is null ? null : Encoding.UTF8.GetBytes($"database\0{database}\0");
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

    private void Watch(Socket near, Socket far)
    {
        open.Add(near);
        open.Add(far);
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (database is null) Watch(near, far);
        try
        {
            if (isCut && database is null) throw new SocketException((int)SocketError.ConnectionReset);
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
            var isKnown = database is null;
            while (await from.ReceiveAsync(buffer, stop.Token) is var count and > 0)
            {
                if (!isKnown && buffer.AsSpan(0, count).IndexOf(database) >= 0)
                {
                    isKnown = true;
                    Watch(from, to);
                    if (isCut) break;
                }
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
