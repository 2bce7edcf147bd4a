using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.Rules;

internal static class SessionFilters
{
    /// <summary>Sessions whose status at the IRMA server is still relevant.</summary>
    public static IQueryable<Session> Undecided(this IQueryable<Session> sessions, DateTimeOffset now) =>
        sessions.Where(session => session.ExpiresAt > now).In(SessionTable.ChangedBy(SessionEvent.TimedOut));

    /// <summary>
    /// Filters sessions in one of these states, so that an update applies to the current state and not to one read before.
    /// </summary>
    public static IQueryable<Session> In(this IQueryable<Session> sessions, IReadOnlyList<SessionState> states) =>
        sessions.Where(session => states.Contains(session.State));

    /// <summary>The citizen's own session, while it may be read.</summary>
    public static IQueryable<Session> OfCitizen(this IQueryable<Session> sessions, string statusToken, DateTimeOffset now)
    {
        var hash = StatusToken.HashOf(statusToken);
        return sessions.Where(session => session.StatusTokenHash == hash && session.ExpiresAt > now);
    }
}
