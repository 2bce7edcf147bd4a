using System.Net;

namespace IdBellen.Api.Platform.Throttles;

/// <summary>
/// A token bucket for each network address and municipality: flooding one municipality costs others at the same address nothing elsewhere.
/// An address is in memory only while its bucket is not full.
/// </summary>
/// <param name="perMinute">The capacity of a bucket, and the number of tokens added per minute; at least 1.</param>
internal sealed class AddressBuckets(int perMinute) : IDisposable
{
    private readonly MinuteBuckets<(string Tenant, IPAddress Subscriber)> buckets = new(perMinute);

    /// <returns>Null when a token was taken; otherwise how long to wait for the next one.</returns>
    public TimeSpan? Take(string tenantUid, IPAddress? address) => buckets.Take((tenantUid, Subscriber.Of(address)));

    public void Dispose() => buckets.Dispose();
}
