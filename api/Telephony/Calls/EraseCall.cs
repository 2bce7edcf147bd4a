using IdBellen.Api.Platform.Memory;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>
/// Erases a call with its session: attributes, number, code and tokens. Only the hash of the reference stays, for four hours.
/// </summary>
internal sealed class EraseCall(TenantDbContext database, RetentionSwitches lines, ErasedMemory memory, TimeProvider time)
{
    /// <summary>Runs in the caller's transaction.</summary>
    public async Task ExecuteAsync(string callReference, CancellationToken cancellationToken)
    {
        var hash = CallReference.HashOf(callReference);
        var now = time.GetUtcNow();
        if (!lines.EraseAtCallEnd)
        {
            // Nobody's any more, it is over at once.
            await database.Calls.Where(call => call.CallReference == callReference).ExecuteUpdateAsync(
                call => call.SetProperty(row => row.HungUpAt, row => row.HungUpAt ?? now).SetProperty(row => row.TakenBy, (Guid?)null),
                cancellationToken);
            return;
        }
        // The evaluation counts a call when it is deleted. For a call without a reported end, set it: now, or the time of the last report.
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE call SET hung_up_at = CASE WHEN last_heard_at + {Row.SilenceLimit} <= {now} THEN last_heard_at ELSE {now} END
             WHERE call_reference = {callReference} AND hung_up_at IS NULL
             """, cancellationToken);
        await database.Sessions
            .Where(session => database.Calls.Any(call => call.CallReference == callReference && call.SessionId == session.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await database.Calls.Where(call => call.CallReference == callReference).ExecuteDeleteAsync(cancellationToken);
        memory.Due();
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO ended_call (reference_hash, ended_at) VALUES ({hash}, {now}) ON CONFLICT DO NOTHING", cancellationToken);
    }
}
