using System.Collections.Concurrent;
using System.Diagnostics;
using IdBellen.Api.Platform.Connections;

namespace IdBellen.Tests.Support.Api;

/// <summary>
/// Watches all api replicas of this process: nobody may wait for somebody else, or for another connection, while they hold a connection to
/// a municipality's database. It sees every request over HTTP, whoever sends it and by whatever client, as the framework announces it.
/// </summary>
public sealed class ConnectionWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Requests = "HttpHandlerDiagnosticListener";

    // Written before a request is sent; to ask for it alone changes nothing about the request.
    private const string Sending = "System.Net.Http.Request";

    private static readonly ConnectionWatch Only = new();
    private readonly ConcurrentQueue<string> violations = [];

    private ConnectionWatch() => DiagnosticListener.AllListeners.Subscribe(this);

    /// <summary>Begins with the first fixture, and goes on.</summary>
    public static void Begin() => _ = Only;

    /// <summary>What was seen since the last time it was asked; each with the place in the code.</summary>
    public static IReadOnlyList<string> TakeViolations()
    {
        var taken = new List<string>();
        while (Only.violations.TryDequeue(out var violation)) taken.Add(violation);
        return taken;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Requests) value.Subscribe(this, (name, _, _) => name == Sending);
        if (value.Name == HeldConnections.Listener) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (HeldConnections.Now > 0)
            violations.Enqueue($"{value.Key} while a connection is held:{System.Environment.NewLine}{new StackTrace()}");
    }

    public void OnCompleted()
    {
        // The listeners live as long as the process.
    }

    public void OnError(Exception error)
    {
        // They report none.
    }
}
