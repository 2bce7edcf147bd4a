using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Calls;

internal static class CallFilters
{
    /// <summary>Returns the calls to their old places in the queue.</summary>
    /// <returns>The number of calls.</returns>
    public static Task<int> GiveBackAsync(this IQueryable<Row> calls, CancellationToken cancellationToken) => calls.ExecuteUpdateAsync(
        call => call.SetProperty(row => row.TakenBy, (Guid?)null)
            .SetProperty(row => row.TakenByName, (string?)null)
            .SetProperty(row => row.TakenAt, (DateTimeOffset?)null)
            .SetProperty(row => row.TransferredBy, (string?)null)
            .SetProperty(row => row.IsConnected, false),
        cancellationToken);

    /// <summary>
    /// Calls that are no longer visible, even if the purge is late: they have ended, and either nobody took them or the wrap-up time is
    /// over.
    /// </summary>
    public static bool IsOver(this Row call, TimeSpan wrapUp, DateTimeOffset now) =>
        call.EndedAt(now) is { } end && (call.TakenBy is null || end + wrapUp <= now);
}
