using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A port for servers that must know theirs before they start, held from the moment it is chosen: a lock file keeps it from other test runs
/// and scripts, a socket that is bound and does not listen from whoever takes any port that is free. Below 32768, where Linux takes no
/// ports for clients, and above those of dev/lib.sh.
/// </summary>
public static class LoopbackPort
{
    private const int First = 22_000;
    private const int Count = 32_768 - First;
    private static readonly List<IDisposable> Held = [];
    private static int taken = Random.Shared.Next(Count);

    public static int Free()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref taken) % Count);
            if (TryHold(port)) return port;
        }
        throw new InvalidOperationException("Every port that tests may use is taken.");
    }

    private static bool TryHold(int port)
    {
        if (Lock(port) is not { } file) return false;
        Socket?[] sockets = [Hold(IPAddress.Loopback, port), Hold(IPAddress.IPv6Loopback, port)];
        if (sockets.Contains(null))
        {
            foreach (var one in sockets) one?.Dispose();
            file.Dispose();
            return false;
        }
        lock (Held) Held.AddRange([file, .. sockets.OfType<Socket>()]);
        return true;
    }

    // As flock(1) does in dev/lib.sh.
    private static FileStream? Lock(int port)
    {
        var locks = Directory.CreateDirectory(Path.Combine(CachedProgram.Cache, "ports"));
        try
        {
            return new FileStream(Path.Combine(locks.FullName, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Socket? Hold(IPAddress address, int port)
    {
        using (var listener = new TcpListener(address, port))
        {
            try
            {
                listener.Start();
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                return new Socket(SocketType.Stream, ProtocolType.Tcp);
            }
            catch (SocketException)
            {
                return null;
            }
        }
        // Linux lets a server listen beside a socket that only holds the port, since both allow reuse (.NET asks for it at each bind).
        var held = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(address, port));
        return held;
    }
}
