using System.Diagnostics;

namespace IdBellen.Api.Platform.Connections;

/// <summary>
/// The number of connections to municipalities' databases that the current request or background task holds. The pools are small, so code
/// that holds a connection must not wait for anything else. Tests check this at every outbound request of the api, and through the
/// diagnostic below.
/// </summary>
internal static class HeldConnections
{
    /// <summary>The name of the diagnostic listener.</summary>
    public const string Listener = "IdBellen.Api.Tenants";

    /// <summary>
    /// Written when a holder of a connection requests another one: if all connections of the pool were held that way, it would deadlock.
    /// </summary>
    public const string Another = "AnotherConnection";

    private static readonly DiagnosticListener Diagnostics = new(Listener);
    private static readonly AsyncLocal<Count?> Scope = new();

    public static int Now => Scope.Value?.Held ?? 0;

    /// <summary>
    /// Starts a separate count for a request or background task: for everything that the calling method calls from now on.
    /// </summary>
    public static void Begin() => Scope.Value = new Count();

    /// <returns>An action that releases the connection. Call it once.</returns>
    internal static Action Take()
    {
        if (Scope.Value is not { } scope) return static () => { };
        Interlocked.Increment(ref scope.Held);
        return () => Interlocked.Decrement(ref scope.Held);
    }

    internal static void Ask()
    {
        if (Now > 0 && Diagnostics.IsEnabled(Another)) Diagnostics.Write(Another, null);
    }

    private sealed class Count
    {
        public int Held;
    }
}
