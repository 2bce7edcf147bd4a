using System.Threading.RateLimiting;

namespace IdBellen.Api.Platform.Throttles;

/// <summary>A token bucket for each key. A key is in memory only while its bucket is not full.</summary>
/// <param name="perMinute">The capacity of a bucket, and the number of tokens added per minute; at least 1.</param>
internal sealed class MinuteBuckets<TKey>(int perMinute) : IDisposable
    where TKey : notnull
{
    private readonly PartitionedRateLimiter<TKey> limiter = PartitionedRateLimiter.Create<TKey, TKey>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
        }));

    /// <returns>Null when a token was taken; otherwise how long to wait for the next one.</returns>
    public TimeSpan? Take(TKey key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter.Dispose();
}
