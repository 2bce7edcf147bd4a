using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;

namespace IdBellen.Demo.Wallet;

/// <summary>
/// Replaces the phone's camera: lists the sessions that wait on the stand-in server, where a real phone scans a QR code.
/// Everything else uses HTTP.
/// </summary>
internal sealed class ScannableSessions(SessionStore? store)
{
    /// <summary>False when an external IRMA server is used, for which only the real app will do.</summary>
    public bool IsOn => store is not null;

    public IReadOnlyList<Session> Newest => store?.Waiting ?? [];
}
