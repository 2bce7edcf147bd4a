using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.GraphQL.Admission;

/// <summary>How often an address may change something without saying who it is. Addresses are in memory alone, for as long as their bucket is not full.</summary>
public sealed class AddressLimiter(IOptions<AdmissionOptions> options) : IDisposable
{
    private const int HouseholdBytes = 8;

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
        using var lease = limiter.AttemptAcquire(Network(address ?? IPAddress.None));
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter.Dispose();

    // A household has a /64 of IPv6 (RFC 6177), and so any number of addresses.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, HouseholdBytes, bytes.Length - HouseholdBytes);
        return new IPAddress(bytes);
    }
}
