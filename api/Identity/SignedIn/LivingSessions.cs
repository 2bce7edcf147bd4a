using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.SignIn.Sessions;

/// <summary>The sessions that are good at this moment, with the rights that they give at this moment.</summary>
public static class LivingSessions
{
    /// <summary>
    /// Not those that have run out, or that another provider vouched for. Where accounts are kept here: not those of accounts that are gone or
    /// disabled, and the roles are those of the account, not those at sign-in.
    /// </summary>
    public static IQueryable<LivingSession> Living(this TenantDbContext database, Tenant tenant, DateTimeOffset now)
    {
        var provider = tenant.SignInProvider;
        var present = database.SignedInSessions.Where(session => session.ExpiresAt > now && session.Provider == provider);
        return tenant.Spec.SignIn is not null
            ? present.Select(session => new LivingSession { Session = session, IsAgent = session.IsAgent, IsAdmin = session.IsAdmin })
            : from session in present
              join account in database.Users on session.AccountId equals account.Id
              where account.DisabledAt == null
              select new LivingSession
              {
                  Session = session,
                  IsAgent = database.UserRoles.Any(one => one.UserId == account.Id && database.Roles.Any(role => role.Id == one.RoleId && role.Name == AccountRoles.Agent)),
                  IsAdmin = database.UserRoles.Any(one => one.UserId == account.Id && database.Roles.Any(role => role.Id == one.RoleId && role.Name == AccountRoles.Admin)),
              };
    }
}

/// <summary>A session that is good now.</summary>
public sealed record LivingSession
{
    public required SignedInSession Session { get; init; }

    public required bool IsAgent { get; init; }

    public required bool IsAdmin { get; init; }
}
