using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions;

public static class SessionFilters
{
    /// <summary>Sessions of which the IRMA server can still tell something that matters.</summary>
    public static IQueryable<Session> Undecided(this IQueryable<Session> sessions, DateTimeOffset now) => sessions.Where(session =>
        session.ExpiresAt > now
        && (session.State == SessionState.Started || session.State == SessionState.Pairing || session.State == SessionState.Connected));

    /// <summary>The citizen's own session, while it may be read.</summary>
    public static IQueryable<Session> OfCitizen(this IQueryable<Session> sessions, string statusToken, DateTimeOffset now)
    {
        var hash = StatusToken.HashOf(statusToken);
        return sessions.Where(session => session.StatusTokenHash == hash && session.ExpiresAt > now);
    }
}
