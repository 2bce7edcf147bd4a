using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A way to a local PostgreSQL server that tells which statements took effect, before the client knows of it, and that can be cut at that
/// very moment. Needs a client that asks for no encryption.
/// </summary>
public sealed class WatchedPostgresLine : IAsyncDisposable
{
    private readonly int target;
    private readonly Func<string, bool> isEnd;
    private readonly CancellationTokenSource cut = new();
    private readonly ConcurrentBag<Socket> open = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;

    /// <param name="target">The server's port.</param>
    /// <param name="isEnd">Is told the command tag of each change that was committed; true cuts the line before the answer is
    /// delivered.</param>
    public WatchedPostgresLine(int target, Func<string, bool> isEnd)
    {
        this.target = target;
        this.isEnd = isEnd;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>For ever.</summary>
    public void Cut()
    {
        cut.Cancel();
        while (open.TryTake(out var socket)) socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Dispose();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = CarryAsync(await listener.AcceptSocketAsync(cut.Token));
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        open.Add(near);
        open.Add(far);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target, cut.Token);
            var startup = await ReadStartupAsync(near);
            await far.SendAsync(startup, cut.Token);
            // The jobs do their own work all the time; it is not what these changes are about.
            var effects = BackendEffects.IsOfJobs(startup) ? null : new BackendEffects();
            await Task.WhenAll(PumpAsync(near, far, null), PumpAsync(far, near, effects));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException
            or EndOfStreamException)
        {
            // Cut, or ended by one side.
        }
        near.Dispose();
        far.Dispose();
    }

    private async Task<byte[]> ReadStartupAsync(Socket near)
    {
        var length = new byte[4];
        await FillAsync(near, length);
        var message = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length)];
        length.CopyTo(message, 0);
        await FillAsync(near, message.AsMemory(4));
        return message;
    }

    private async Task FillAsync(Socket socket, Memory<byte> buffer)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var count = await socket.ReceiveAsync(buffer[filled..], cut.Token);
            if (count == 0) throw new EndOfStreamException();
            filled += count;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, BackendEffects? effects)
    {
        var buffer = new byte[16384];
        while (await from.ReceiveAsync(buffer, cut.Token) is var count and > 0)
        {
            foreach (var tag in effects?.Read(buffer.AsSpan(0, count)) ?? [])
            {
                if (isEnd(tag)) Cut();
            }
            await to.SendAsync(buffer.AsMemory(0, count), cut.Token);
        }
        from.Dispose();
        to.Dispose();
    }
}
