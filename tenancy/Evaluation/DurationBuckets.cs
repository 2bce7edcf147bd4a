namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// Durations are kept as counts in fixed buckets, so that days add up and no call's own duration stays. A bucket is as wide as a twentieth of its
/// upper bound, a second at least; the last ends at four hours, which no call outlives.
/// </summary>
public static class DurationBuckets
{
    private const int Longest = 4 * 60 * 60;

    private static readonly int[] Bounds = [.. All()];

    /// <summary>The upper bound, inclusive, of the bucket that holds a duration; in seconds.</summary>
    public static int BoundOf(int seconds)
    {
        var place = Array.BinarySearch(Bounds, Math.Clamp(seconds, 0, Longest));
        return Bounds[place < 0 ? ~place : place];
    }

    private static IEnumerable<int> All()
    {
        for (var bound = 0; bound < Longest; bound += Math.Max(1, bound / 20)) yield return bound;
        yield return Longest;
    }
}
