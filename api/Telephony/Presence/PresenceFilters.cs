using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Presence;

internal static class PresenceFilters
{
    /// <summary>Agents whose page is open.</summary>
    public static IQueryable<AgentPresence> Present(this IQueryable<AgentPresence> agents, DateTimeOffset now)
    {
        var seenSince = now - AgentPresence.Lifetime;
        return agents.Where(agent => agent.SeenAt > seenSince);
    }
}
