namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// Percentiles of a duration, in seconds, by nearest rank: the smallest bound of <see cref="DurationBuckets"/> that at least that
/// percentage of calls does not exceed. Too high by at most 5% or one second, whichever is greater.
/// </summary>
public sealed record DurationPercentiles(int Median, int P90, int P95)
{
    /// <param name="counts">Calls by bound; not empty.</param>
    public static DurationPercentiles Of(IReadOnlyDictionary<int, long> counts) =>
        new(Rank(counts, 50), Rank(counts, 90), Rank(counts, 95));

    private static int Rank(IReadOnlyDictionary<int, long> counts, int percent)
    {
        var wanted = (counts.Values.Sum() * percent + 99) / 100;
        var seen = 0L;
        return counts.OrderBy(bucket => bucket.Key).First(bucket => (seen += bucket.Value) >= wanted).Key;
    }
}
