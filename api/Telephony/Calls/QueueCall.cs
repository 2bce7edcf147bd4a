using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>Queues calls. Callers must hold the lock on the call reference within a transaction.</summary>
internal sealed class QueueCall(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    private static readonly string LockOfId = AdvisoryLocks.CallOfRow.Wait + " FROM call WHERE id = {0}";

    /// <summary>
    /// Locks the call reference until the end of the transaction, because reports and codes of one call arrive in any order, at any
    /// replica.
    /// </summary>
    public Task LockAsync(string reference, CancellationToken cancellationToken) =>
        AdvisoryLocks.Call(reference).TakeAsync(database.Database, cancellationToken);

    /// <summary>Locks a call by its id; does nothing if it does not exist.</summary>
    public Task LockAsync(Guid callId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlRawAsync(LockOfId, [callId], cancellationToken);

    private Task<bool> HasEndedAsync(string reference, CancellationToken cancellationToken)
    {
        var hash = CallReference.HashOf(reference);
        return database.EndedCalls.AnyAsync(row => row.ReferenceHash == hash, cancellationToken);
    }

    /// <summary>
    /// Reads the call and locks its row until the end of the transaction, so that decisions based on its state remain valid.
    /// </summary>
    public async Task<FoundCall> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var call = (await database.Calls.Locked($"call_reference = {reference}")
            .ToListAsync(cancellationToken)).SingleOrDefault();
        return new FoundCall(call,
            CallStanding.Of(call, call is null && await HasEndedAsync(reference, cancellationToken), time.GetUtcNow()));
    }

    /// <summary>Reads the current state without a lock, so it may change at any time.</summary>
    public async Task<CallStanding> GlanceAsync(string reference, CancellationToken cancellationToken)
    {
        var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.CallReference == reference, cancellationToken);
        return CallStanding.Of(call, call is null && await HasEndedAsync(reference, cancellationToken), time.GetUtcNow());
    }

    /// <summary>
    /// The key for a call that arrives now. Get it before the transaction begins: code that waits for a key must not hold a connection.
    /// </summary>
    public ValueTask<SlotKey> CurrentKeyAsync(CancellationToken cancellationToken) =>
        current.Value.SlotKeys.CurrentAsync(current.Value.Policy.Retention, cancellationToken);

    /// <summary>Stores a call without a session. For an existing call, records only that the exchange still reports it.</summary>
    public Task UnidentifiedAsync(IncomingCall incoming, Row? known, SlotKey key, CancellationToken cancellationToken)
    {
        Note(incoming, known, key);
        return database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores the number of a call that was there before, if it is news. Needs no lock.</summary>
    public async Task KeepNumberAsync(StoredNumber stored, CallerNumber number, CancellationToken cancellationToken)
    {
        if (current.Value.SlotKeys.Find(stored.KeyId) is not { } own || !IsNews(stored, own, number)) return;
        var sealedNumber = own.Close(number.ToStored(), stored.CallId, SealedColumns.CallerNumber);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE call SET caller_number_sealed = {sealedNumber}
             WHERE id = {stored.CallId} AND caller_number_sealed IS NOT DISTINCT FROM {stored.Sealed}
             """, cancellationToken);
    }

    private Row Note(IncomingCall incoming, Row? call, SlotKey key)
    {
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
        // Always the call's own key, so that a repeated number does not extend its retention.
        if ((call.KeyId == key.Id ? key : current.Value.SlotKeys.Find(call.KeyId)) is { } own
            && IsNews(new StoredNumber(call.Id, call.KeyId, call.CallerNumberSealed), own, incoming.CallerNumber))
            call.CallerNumberSealed = own.Close(incoming.CallerNumber.ToStored(), call.Id, SealedColumns.CallerNumber);
        return call;
    }

    // The absence of a number is not stored. A number may replace an earlier reason for its absence; the first number stays.
    private bool IsNews(StoredNumber stored, SlotKey key, CallerNumber number) => number.Reason != UnknownNumber.NotGiven
        && (stored.Sealed is not { } before
            || (number.Number is not null
                && CallerNumber.OfStored(key.OpenText(before, stored.CallId, SealedColumns.CallerNumber),
                    current.Value.Policy.Number).Number is null));
}

/// <summary>The number of a call as it is stored.</summary>
internal sealed record StoredNumber(Guid CallId, string KeyId, byte[]? Sealed);

/// <summary>A locked call and its state.</summary>
/// <param name="Call">The row, or null.</param>
/// <param name="State">The state at the time of reading.</param>
internal sealed record FoundCall(Row? Call, CallStanding State);
