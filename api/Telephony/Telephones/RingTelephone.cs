using GraphQL;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>Lets the agent's telephone ring again for the agent's own call: nobody picked it up, or the agent has put it down.</summary>
internal sealed class RingTelephone(TelephoneChange change, TenantDbContext database, TimeProvider time)
{
    public Task<Outcome<RungTelephone>> ExecuteAsync(Guid callId, CancellationToken cancellationToken) =>
        change.ByAgentAsync<RungTelephone>(
            async agent =>
            {
                var call = await database.LockedCallAsync(callId, cancellationToken);
                if (call is null || call.EndedAt(time.GetUtcNow()) is not null) return Refusal.CallEnded;
                if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
                var rung = await database.TelephoneChoices.Where(row => row.AccountId == agent.AccountId)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.Rings, one => one.Rings + 1), cancellationToken);
                return rung == 0 ? Refusal.TelephoneUnknown : new RungTelephone(callId);
            },
            cancellationToken);
}

/// <summary>The exchange was asked to call the telephone again.</summary>
internal sealed record RungTelephone([property: Id] Guid CallId);
