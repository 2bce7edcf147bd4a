namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// Fixed buckets for durations, so that days can be summed and no single call's duration is stored. A bucket is as wide as 5% of its upper
/// bound, but at least one second; the last ends at four hours, longer than any call.
/// </summary>
internal static class DurationBuckets
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
