using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>Who takes calls on which telephone now.</summary>
internal static class ChoicesInForceQuery
{
    /// <summary>Excludes choices whose session is over, and those of people who are no agents any more.</summary>
    public static IQueryable<ChoiceInForce> ChoicesInForce(this TenantDbContext database, Tenant tenant, DateTimeOffset now) =>
        from choice in database.TelephoneChoices
        join living in database.Living(tenant, now) on choice.SessionId equals living.Session.Id
        where living.IsAgent
        select new ChoiceInForce
        {
            Choice = choice,
            Name = living.Session.DisplayName,
            IsHeld = database.AgentPresences.Present(now).Any(agent => agent.AccountId == choice.AccountId)
                || database.Calls.Any(call => call.TakenBy == choice.AccountId && call.HungUpAt == null),
        };
}

/// <summary>A telephone that an agent has chosen.</summary>
internal sealed record ChoiceInForce
{
    public required TelephoneChoice Choice { get; init; }

    /// <summary>The agent.</summary>
    public required string Name { get; init; }

    /// <summary>The agent's page is open, or the agent has a call. Otherwise a colleague may have the telephone.</summary>
    public required bool IsHeld { get; init; }
}
