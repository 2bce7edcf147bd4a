using System.Net;
using System.Threading.RateLimiting;

namespace IdBellen.Api.Throttles;

/// <summary>How often each network address may do something. Addresses are in memory alone, for as long as their bucket is not full.</summary>
/// <param name="perMinute">As many at once too; at least 1.</param>
public sealed class AddressBuckets(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60 / perMinute)),
            QueueLimit = 0,
        }));

    /// <returns>Null when it may; else after how long to ask again.</returns>
    public TimeSpan? Take(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(Subscriber.Of(address));
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter.Dispose();
}
