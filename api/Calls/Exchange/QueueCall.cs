using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Calls.Exchange;

/// <summary>Puts calls into the queue. Whoever uses it holds the lock on the call reference within a transaction.</summary>
public sealed class QueueCall(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>Until the end of the transaction nobody else changes this call: reports and codes of one call come in any order, on any replica.</summary>
    public Task LockAsync(string reference, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({reference}, 0))", cancellationToken);

    /// <summary>The same for a call that is known by its id; does nothing when there is none.</summary>
    public Task LockAsync(Guid callId, CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock(hashtextextended(call_reference, 0)) FROM call WHERE id = {callId}", cancellationToken);

    public Task<bool> HasEndedAsync(string reference, CancellationToken cancellationToken)
    {
        var hash = CallReference.HashOf(reference);
        return database.EndedCalls.AnyAsync(row => row.ReferenceHash == hash, cancellationToken);
    }

    /// <summary>The call belongs to a matched session.</summary>
    public async Task IdentifiedAsync(IncomingCall incoming, Session session, CancellationToken cancellationToken)
    {
        var call = await FindOrAddAsync(incoming, session.ExpiresAt, cancellationToken);
        call.SessionId = session.Id;
        call.Identified = true;
        call.Way = session.Way;
        call.Purpose = session.Purpose;
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The call has no session (yet). Of a call that is already there it is only noted that the exchange still knows it.</summary>
    /// <returns>The call.</returns>
    public async Task<Row> UnidentifiedAsync(IncomingCall incoming, CancellationToken cancellationToken)
    {
        var call = await FindOrAddAsync(incoming, RetentionSlot.ExpiryOf(time.GetUtcNow(), current.Value.Spec.Retention()), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return call;
    }

    private async Task<Row> FindOrAddAsync(IncomingCall incoming, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var call = await database.Calls.FirstOrDefaultAsync(row => row.CallReference == incoming.Reference, cancellationToken);
        var now = time.GetUtcNow();
        if (call is null)
        {
            call = new Row
            {
                Id = Guid.CreateVersion7(now),
                CallReference = incoming.Reference,
                ArrivedAt = now,
                KeyId = current.Value.Seal.KeyId,
                ExpiresAt = expiresAt,
            };
            database.Calls.Add(call);
        }
        call.LastHeardAt = now;
        if (call.CallerNumberSealed is null && incoming.CallerNumber is { Length: > 0 and <= MaxNumberLength } number)
            call.CallerNumberSealed = current.Value.Seal.Close(number, call.Id, SealedColumns.CallerNumber);
        return call;
    }

    private const int MaxNumberLength = 32;
}
