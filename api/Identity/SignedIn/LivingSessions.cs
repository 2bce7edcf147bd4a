using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.SignedIn;

/// <summary>The currently valid sessions, with their current rights.</summary>
internal static class LivingSessions
{
    /// <summary>
    /// Excludes expired sessions and those of another provider. Where IdBellen manages the accounts, also excludes those of deleted or
    /// disabled accounts, and uses the account's current roles, not those at sign-in.
    /// </summary>
    public static IQueryable<LivingSession> Living(this TenantDbContext database, Tenant tenant, DateTimeOffset now)
    {
        var provider = tenant.Policy.SignInProvider;
        var present = database.SignedInSessions.Where(session => session.ExpiresAt > now && session.Provider == provider);
        return tenant.Policy.SignIn is not null
            ? present.Select(session => new LivingSession { Session = session, IsAgent = session.IsAgent, IsAdmin = session.IsAdmin })
            : from session in present
              join account in database.Users on session.AccountId equals account.Id
              where account.DisabledAt == null
              select new LivingSession
              {
                  Session = session,
                  IsAgent = database.UserRoles.Any(one => one.UserId == account.Id
                      && database.Roles.Any(role => role.Id == one.RoleId && role.Name == AccountRoles.Agent)),
                  IsAdmin = database.UserRoles.Any(one => one.UserId == account.Id
                      && database.Roles.Any(role => role.Id == one.RoleId && role.Name == AccountRoles.Admin)),
              };
    }
}

/// <summary>A valid session.</summary>
internal sealed record LivingSession
{
    public required SignedInSession Session { get; init; }

    public required bool IsAgent { get; init; }

    public required bool IsAdmin { get; init; }
}
