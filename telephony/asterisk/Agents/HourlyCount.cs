using System.Collections.Concurrent;

namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>Counts what happens to each municipality within an hour, so that there is a most.</summary>
internal sealed class HourlyCount(TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Queue<long>> moments = new(StringComparer.Ordinal);

    /// <returns>False, and nothing is counted, when there were that many in the last hour.</returns>
    public bool TryAdd(string key, int most)
    {
        var counted = moments.GetOrAdd(key, static _ => new Queue<long>());
        lock (counted)
        {
            while (counted.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Hour) counted.Dequeue();
            if (counted.Count >= most) return false;
            counted.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
