using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>
/// Lets the agent's browser phone dial in for the agent's own call: after taking it, and again after a reload of the page.
/// </summary>
internal sealed class ConnectPhone(
    CurrentTenant current, CurrentActor actor, TenantDbContext database, PhoneServers servers, IssuePhoneToken issue, TimeProvider time)
{
    public async Task<Outcome<PhoneConnection>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (!current.Value.Policy.HasBrowserPhones) return Refusal.NoBrowserPhone;
        var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call is null || call.EndedAt(time.GetUtcNow()) is not null) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        if (servers.Of(call.CallReference) is null) return Refusal.PhoneServerUnknown;
        return await issue.ExecuteAsync(agent, callId, cancellationToken);
    }
}
