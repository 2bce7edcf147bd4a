using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Calls;

public static class CallFilters
{
    /// <summary>Calls that go on: <see cref="Row.EndedAt"/> is null, in the database.</summary>
    public static IQueryable<Row> Live(this IQueryable<Row> calls, DateTimeOffset now)
    {
        var silentSince = now - Row.SilenceLimit;
        return calls.Where(call => call.HungUpAt == null && call.LastHeardAt > silentSince);
    }

    /// <summary>They go back to their old places in the queue.</summary>
    /// <returns>How many there were.</returns>
    public static Task<int> GiveBackAsync(this IQueryable<Row> calls, CancellationToken cancellationToken) => calls.ExecuteUpdateAsync(
        call => call.SetProperty(row => row.TakenBy, (Guid?)null)
            .SetProperty(row => row.TakenByName, (string?)null)
            .SetProperty(row => row.TakenAt, (DateTimeOffset?)null)
            .SetProperty(row => row.TransferredBy, (string?)null),
        cancellationToken);

    /// <summary>Nobody sees the call any more: it has ended, and nobody took it or the taker's wrap-up time is over. Even if the purge is late.</summary>
    public static bool IsOver(this Row call, TimeSpan wrapUp, DateTimeOffset now) =>
        call.EndedAt(now) is { } end && (call.TakenBy is null || end + wrapUp <= now);
}
