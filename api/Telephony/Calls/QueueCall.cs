using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SlotKeys;
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

    /// <summary>The key for a call that arrives now. To be had before the transaction begins: whoever waits for a key must hold no connection.</summary>
    public ValueTask<SlotKey> KeyAsync(CancellationToken cancellationToken) =>
        current.Value.SlotKeys.CurrentAsync(current.Value.Spec.Retention(), cancellationToken);

    /// <summary>The call belongs to a matched session.</summary>
    /// <param name="incoming">The call.</param>
    /// <param name="session">Its session.</param>
    /// <param name="key">The session's key: the call's data goes with the session's. Of a session whose key is lost, the key of the moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task IdentifiedAsync(IncomingCall incoming, Session session, SlotKey key, CancellationToken cancellationToken)
    {
        var call = await FindOrAddAsync(incoming, key, cancellationToken);
        call.SessionId = session.Id;
        call.Identified = true;
        call.Way = session.Way;
        call.Purpose = session.Purpose;
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The call has no session (yet). Of a call that is already there it is only noted that the exchange still knows it.</summary>
    /// <returns>The call.</returns>
    public async Task<Row> UnidentifiedAsync(IncomingCall incoming, SlotKey key, CancellationToken cancellationToken)
    {
        var call = await FindOrAddAsync(incoming, key, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return call;
    }

    private async Task<Row> FindOrAddAsync(IncomingCall incoming, SlotKey key, CancellationToken cancellationToken)
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
                KeyId = key.Id,
                ExpiresAt = key.ExpiresAt,
            };
            database.Calls.Add(call);
        }
        call.LastHeardAt = now;
        // Under the call's own key, however late it comes: a number that is reported again must not begin a new hour.
        if (call.CallerNumberSealed is null && incoming.CallerNumber is { Length: > 0 and <= MaxNumberLength } number)
            call.CallerNumberSealed = (call.KeyId == key.Id ? key : current.Value.SlotKeys.Find(call.KeyId))?.Close(number, call.Id, SealedColumns.CallerNumber);
        return call;
    }

    private const int MaxNumberLength = 32;
}
