using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>
/// The lock on the reference of a call that is known by its id, until the end of the transaction: reports and codes of one call arrive in
/// any order, at any replica. Does nothing if the call does not exist.
/// </summary>
internal static class CallLock
{
    private static readonly string Text = AdvisoryLocks.CallOfRow.Wait + " FROM public.call WHERE id = $1";
    private static readonly string FrameworkText = AdvisoryLocks.CallOfRow.Wait + " FROM public.call WHERE id = {0}";

    public static Task LockCallAsync(this TenantDbContext database, Guid callId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlRawAsync(FrameworkText, [callId], cancellationToken);

    /// <summary>As the first part of a batch.</summary>
    public static NpgsqlBatchCommand OfId(Guid callId) =>
        new(Text) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = callId } } };
}
