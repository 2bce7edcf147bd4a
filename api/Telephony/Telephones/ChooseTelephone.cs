using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>
/// The agent takes calls on a telephone of the list from now on, or in the browser again. A telephone that a present colleague uses is not
/// taken away; one that was left behind is. Idempotent. The choice is what the audit log records: it decides what is called.
/// </summary>
internal sealed class ChooseTelephone(
    TelephoneChange change, CurrentTenant current, TenantDbContext database, ReadTelephones read, AuditTrail audit, TimeProvider time)
{
    /// <param name="telephoneId">Null: the browser.</param>
    public Task<Outcome<IReadOnlyList<TelephoneView>>> ExecuteAsync(Guid? telephoneId, CancellationToken cancellationToken) =>
        change.ByAgentAsync<IReadOnlyList<TelephoneView>>(
            async agent =>
            {
                var before = await database.Telephones.FirstOrDefaultAsync(
                    row => database.TelephoneChoices.Any(one => one.TelephoneId == row.Id && one.AccountId == agent.AccountId),
                    cancellationToken);
                if (telephoneId is { } wanted)
                {
                    if (await ChooseAsync(wanted, agent, isNew: before?.Id != wanted, cancellationToken) is { } refusal) return refusal;
                }
                else if (before is not null)
                {
                    await database.TelephoneChoices.Where(row => row.AccountId == agent.AccountId).ExecuteDeleteAsync(cancellationToken);
                    await audit.WriteAsync(AuditAction.TelephoneLeft, agent, before, cancellationToken);
                }
                return Outcome<IReadOnlyList<TelephoneView>>.Of(await read.ExecuteAsync(agent, cancellationToken));
            },
            cancellationToken);

    private async Task<Refusal?> ChooseAsync(Guid telephoneId, Actor.Person agent, bool isNew, CancellationToken cancellationToken)
    {
        if (await database.Telephones.FirstOrDefaultAsync(row => row.Id == telephoneId, cancellationToken) is not { } telephone)
            return Refusal.TelephoneUnknown;
        var isInUse = await database.ChoicesInForce(current.Value, time.GetUtcNow()).AnyAsync(
            use => use.Choice.TelephoneId == telephoneId && use.Choice.AccountId != agent.AccountId && use.IsHeld, cancellationToken);
        if (isInUse) return Refusal.TelephoneInUse;
        await database.TelephoneChoices.Where(row => row.AccountId == agent.AccountId || row.TelephoneId == telephoneId)
            .ExecuteDeleteAsync(cancellationToken);
        database.TelephoneChoices.Add(
            new TelephoneChoice { TelephoneId = telephoneId, AccountId = agent.AccountId, SessionId = agent.SessionId });
        if (isNew) await audit.WriteAsync(AuditAction.TelephoneChosen, agent, telephone, cancellationToken);
        else await database.SaveChangesAsync(cancellationToken);
        return null;
    }
}
