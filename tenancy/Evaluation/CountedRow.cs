using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>The number of occurrences on one day.</summary>
/// <param name="Day">In the municipality's time zone: the day on which the session started, the call arrived or the code was wrong.</param>
/// <param name="Purpose">The purpose's name; empty for calls and wrong codes without one.</param>
/// <param name="Seconds">The bound of <see cref="DurationBuckets"/>; 0 where nothing is timed.</param>
public sealed record CountedRow(DateOnly Day, string Purpose, Measure Measure, int Seconds, long Count)
{
    /// <summary>
    /// What triggers noted, summed by local day and duration bucket, in a stable order: two that write them never wait for each other in a
    /// circle.
    /// </summary>
    public static IReadOnlyList<CountedRow> Sum(IEnumerable<EvaluationEvent> noted, TimeZoneInfo zone) =>
        [.. noted
            .GroupBy(one => (Day: DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(one.At, zone).DateTime), one.Purpose, one.Measure,
                Seconds: DurationBuckets.BoundOf(one.Seconds)))
            .OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Purpose, StringComparer.Ordinal).ThenBy(group => group.Key.Measure)
            .ThenBy(group => group.Key.Seconds)
            .Select(group => new CountedRow(group.Key.Day, group.Key.Purpose, group.Key.Measure, group.Key.Seconds,
                group.Sum(one => one.Count)))];
}
