using IdBellen.Api.Agents;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Audit;

/// <summary>
/// Writes the municipality's audit log, in the transaction of what it tells of if there is one. Names of people stand in it, never what they typed.
/// </summary>
public sealed class AuditTrail(TenantDbContext database, IHttpContextAccessor http, TimeProvider time)
{
    /// <param name="action">What was done.</param>
    /// <param name="actor">Who did it; null for who is not signed in.</param>
    /// <param name="account">The account it was done to, if it was done to one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WriteAsync(AuditAction action, Caller.Person? actor, Account? account, CancellationToken cancellationToken) =>
        WriteAsync(action, (actor?.AccountId, actor?.DisplayName), (account?.Id, account?.DisplayName), cancellationToken);

    /// <summary>For who is about to be signed in, or kept at another provider.</summary>
    public async Task WriteAsync(
        AuditAction action, (Guid? Id, string? Name) actor, (Guid? Id, string? Name) account, CancellationToken cancellationToken)
    {
        database.AuditEvents.Add(new AuditEvent
        {
            At = time.GetUtcNow(),
            Action = action,
            ActorId = actor.Id,
            ActorName = actor.Name,
            AccountId = account.Id,
            AccountName = account.Name,
            Origin = http.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
        await database.SaveChangesAsync(cancellationToken);
    }
}
