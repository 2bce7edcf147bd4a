using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls;

/// <summary>One call with its data opened; null when it is over. For whom it is, the caller of this decides.</summary>
public sealed class ReadLiveCall(CurrentTenant current, TenantDbContext database, ReadInvitations invitations, RetentionLines lines, TimeProvider time)
{
    public async Task<LiveCall?> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var readingAt = lines.ReadingAt(now);
        var call = await database.Calls.AsNoTracking().Include(row => row.Session).FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call?.IsOver(current.Value.Spec.WrapUp(), readingAt) != false) return null;
        var open = await invitations.ExecuteAsync([call], now, cancellationToken);
        await OpenLiveCall.PrepareAsync([call], current.Value, cancellationToken);
        return OpenLiveCall.Open(call, open.GetValueOrDefault(callId), current.Value, readingAt, now);
    }
}
