using GraphQL;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>
/// An admin removes a telephone. Whoever used it takes calls in the browser again; a conversation that goes on there is not cut.
/// </summary>
internal sealed class RemoveTelephone(TelephoneChange change, TenantDbContext database, AuditTrail audit)
{
    public Task<Outcome<RemovedTelephone>> ExecuteAsync(Guid telephoneId, CancellationToken cancellationToken) =>
        change.ByAdminAsync<RemovedTelephone>(
            async admin =>
            {
                if (await database.Telephones.FirstOrDefaultAsync(row => row.Id == telephoneId, cancellationToken) is not { } telephone)
                    return Refusal.TelephoneUnknown;
                // The choice goes with it.
                database.Telephones.Remove(telephone);
                await audit.WriteAsync(AuditAction.TelephoneRemoved, admin, telephone, cancellationToken);
                return new RemovedTelephone(telephoneId);
            },
            cancellationToken);
}

/// <summary>The telephone was removed.</summary>
internal sealed record RemovedTelephone([property: Id] Guid TelephoneId);
