using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Audit;

/// <summary>
/// Writes the municipality's audit log, in the transaction of the recorded action if there is one. Entries contain people's names, never
/// what they typed.
/// </summary>
internal sealed class AuditTrail(TenantDbContext database, CurrentAddress address, TimeProvider time)
{
    /// <param name="action">The recorded action.</param>
    /// <param name="actor">The person who acted; null when nobody is signed in.</param>
    /// <param name="account">The account that the action affected, if any.</param>
    public Task WriteAsync(AuditAction action, Actor.Person? actor, Account? account, CancellationToken cancellationToken) =>
        WriteAsync(action, (actor?.AccountId, actor?.DisplayName), (account?.Id, account?.DisplayName), cancellationToken);

    /// <summary>Writes an entry about a telephone, with whatever else is to be saved.</summary>
    public Task WriteAsync(AuditAction action, Actor.Person actor, Telephone telephone, CancellationToken cancellationToken) =>
        WriteAsync(action, (actor.AccountId, actor.DisplayName), (null, null), $"{telephone.Name} ({telephone.Number})", cancellationToken);

    /// <summary>Writes an entry about a person who is signing in, or whose account is at another provider.</summary>
    public Task WriteAsync(
        AuditAction action, (Guid? Id, string? Name) actor, (Guid? Id, string? Name) account, CancellationToken cancellationToken) =>
        WriteAsync(action, actor, account, telephone: null, cancellationToken);

    private async Task WriteAsync(
        AuditAction action, (Guid? Id, string? Name) actor, (Guid? Id, string? Name) account, string? telephone,
        CancellationToken cancellationToken)
    {
        database.AuditEvents.Add(new AuditEvent
        {
            At = time.GetUtcNow(),
            Action = action,
            ActorId = actor.Id,
            ActorName = actor.Name,
            AccountId = account.Id,
            AccountName = account.Name,
            Telephone = telephone,
            Origin = address.Value?.ToString(),
        });
        await database.SaveChangesAsync(cancellationToken);
    }
}
