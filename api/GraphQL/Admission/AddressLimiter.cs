using System.Net;
using IdBellen.Api.Throttles;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.GraphQL.Admission;

/// <summary>How often an address may change something without saying who it is.</summary>
public sealed class AddressLimiter(IOptions<AdmissionOptions> options) : IDisposable
{
    private readonly AddressBuckets buckets = new(options.Value.CitizenMutationsPerMinute);

    /// <returns>Null when it may; else after how long to ask again.</returns>
    public TimeSpan? Take(IPAddress? address) => buckets.Take(address);

    public void Dispose() => buckets.Dispose();
}
