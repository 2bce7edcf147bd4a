using System.Net;
using System.Threading.RateLimiting;
using IdBellen.Api.Throttles;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.GraphQL.Admission;

/// <summary>How often an address may change something without saying who it is. Addresses are in memory alone, for as long as their bucket is not full.</summary>
public sealed class AddressLimiter(IOptions<AdmissionOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.CitizenMutationsPerMinute,
            TokensPerPeriod = Math.Max(1, options.Value.CitizenMutationsPerMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60 / options.Value.CitizenMutationsPerMinute)),
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
