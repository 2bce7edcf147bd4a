using System.Net;
using System.Net.Sockets;

namespace IdBellen.Tests.Integration.Demo.Irma;

/// <summary>Accepts connections and breaks them off before any answer.</summary>
internal sealed class BreakingListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int connections;

    public BreakingListener()
    {
        listener.Start();
        AcceptNext();
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    public int Connections => Volatile.Read(ref connections);

    public void Dispose() => listener.Dispose();

    private void AcceptNext() => listener.BeginAcceptSocket(Break, state: null);

    private void Break(IAsyncResult accepted)
    {
        try
        {
            using var connection = listener.EndAcceptSocket(accepted);
            Interlocked.Increment(ref connections);
            AcceptNext();
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
