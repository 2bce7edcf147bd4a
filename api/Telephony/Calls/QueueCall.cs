using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>What the use cases of an exchange share.</summary>
internal sealed class QueueCall(CurrentTenant current, Lazy<TenantDbContext> database, TimeProvider time)
{
    private Task<bool> HasEndedAsync(string reference, CancellationToken cancellationToken)
    {
        var hash = CallReference.HashOf(reference);
        return database.Value.EndedCalls.AnyAsync(row => row.ReferenceHash == hash, cancellationToken);
    }

    /// <summary>Reads the current state without a lock, so it may change at any time.</summary>
    public async Task<CallStanding> GlanceAsync(string reference, CancellationToken cancellationToken)
    {
        var call = await database.Value.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.CallReference == reference, cancellationToken);
        return CallStanding.Of(call, call is null && await HasEndedAsync(reference, cancellationToken), time.GetUtcNow());
    }

    /// <summary>The key for a call that arrives now.</summary>
    public ValueTask<SlotKey> CurrentKeyAsync(CancellationToken cancellationToken) =>
        current.Value.SlotKeys.CurrentAsync(current.Value.Policy.Retention, cancellationToken);

    /// <summary>Stores the number of a call that was there before, if it is news. Needs no lock.</summary>
    public async Task KeepNumberAsync(StoredNumber stored, CallerNumber number, CancellationToken cancellationToken)
    {
        if (current.Value.SlotKeys.Find(stored.KeyId) is not { } own || !IsNews(stored, own, number)) return;
        var sealedNumber = number.SealedWith(own, stored.CallId);
        await database.Value.Database.ExecuteSqlAsync(
            $"""
             UPDATE call SET caller_number_sealed = {sealedNumber}
             WHERE id = {stored.CallId} AND caller_number_sealed IS NOT DISTINCT FROM {stored.Sealed}
             """, cancellationToken);
    }

    // The absence of a number is not stored. A number may replace an earlier reason for its absence; the first number stays.
    private bool IsNews(StoredNumber stored, SlotKey key, CallerNumber number) => number.Reason != UnknownNumber.NotGiven
        && (stored.Sealed is not { } before
            || (number.Number is not null
                && CallerNumber.OfStored(key.OpenText(before, stored.CallId, SealedColumns.CallerNumber),
                    current.Value.Policy.Number).Number is null));
}

/// <summary>The number of a call as it is stored.</summary>
internal sealed record StoredNumber(Guid CallId, string KeyId, byte[]? Sealed)
{
    /// <summary>Reads the three columns from here; null when the first is.</summary>
    public static StoredNumber? Read(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : new StoredNumber(
        reader.GetGuid(column), reader.GetString(column + 1),
        reader.IsDBNull(column + 2) ? null : reader.GetFieldValue<byte[]>(column + 2));
}
