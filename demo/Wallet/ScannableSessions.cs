using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Wallet;

/// <summary>
/// The eye of the stand-in phone: it sees the sessions that wait on the stand-in server, where a real phone sees a QR code.
/// Everything after this look goes over HTTP.
/// </summary>
internal sealed class ScannableSessions(SessionStore? store)
{
    /// <summary>False when an external IRMA server is used, for which only the real app will do.</summary>
    public bool IsOn => store is not null;

    public IReadOnlyList<Session> Newest => store?.Waiting ?? [];
}
