namespace IdBellen.Tenancy.Time;

/// <summary>Determines whether a cached value is recent enough to use.</summary>
public static class Freshness
{
    /// <summary>
    /// True for less than <paramref name="span"/> after <paramref name="since"/>. False for a moment in the future: the clock was set back,
    /// and its age is unknown, so it is requested again.
    /// </summary>
    public static bool IsFresh(this TimeProvider time, DateTimeOffset since, TimeSpan span)
    {
        var age = time.GetUtcNow() - since;
        return age >= TimeSpan.Zero && age < span;
    }
}
