using System.Collections.Concurrent;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>When this replica last warned of guesses at a municipality: once a minute, for as long as they go on.</summary>
internal sealed class WrongCodeAlerts(TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> warned = new(StringComparer.Ordinal);

    /// <summary>Whether it is time to warn; it then counts as done.</summary>
    public bool IsDue(string tenantUid)
    {
        var now = time.GetUtcNow();
        if (!warned.TryGetValue(tenantUid, out var last)) return warned.TryAdd(tenantUid, now);
        return now - last >= Between && warned.TryUpdate(tenantUid, now, last);
    }
}
