using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Telephones;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Live;

/// <summary>One call with its data decrypted; null when it has ended. Callers must check who may see it.</summary>
internal sealed class ReadLiveCall(
    CurrentTenant current, TenantDbContext database, ReadInvitations invitations, AgentTelephones telephones, RetentionSwitches lines,
    TimeProvider time)
{
    public async Task<LiveCall?> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var readingAt = lines.ReadingAt(now);
        var call = await database.Calls.AsNoTracking().Include(row => row.Session)
            .FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call?.IsOver(current.Value.Policy.WrapUp, readingAt) != false) return null;
        var open = await invitations.ExecuteAsync([call], now, cancellationToken);
        await OpenLiveCall.PrepareAsync([call], current.Value, cancellationToken);
        var telephone = call.TakenBy is { } agent
            ? (await telephones.ExecuteAsync([agent], cancellationToken)).GetValueOrDefault(agent) : null;
        return OpenLiveCall.Open(call, open.GetValueOrDefault(callId), current.Value, readingAt, now) with { Telephone = telephone };
    }
}
