using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions;

public static class SessionFilters
{
    /// <summary>Sessions of which the IRMA server can still tell something that matters.</summary>
    public static IQueryable<Session> Undecided(this IQueryable<Session> sessions, DateTimeOffset now) => sessions.Where(session =>
        session.ExpiresAt > now
        && (session.State == SessionState.Started || session.State == SessionState.Pairing || session.State == SessionState.Connected));
}
