using System.Globalization;
using System.Net;
using IdBellen.Api.Platform.Throttles;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>Rate limits of anonymous clients: per address and municipality, and per municipality.</summary>
internal sealed class CitizenThrottle(IOptions<AdmissionOptions> options) : IDisposable
{
    private readonly AddressBuckets requests = new(options.Value.CitizenRequestsPerMinute);
    private readonly AddressBuckets mutations = new(options.Value.CitizenMutationsPerMinute);
    private readonly MinuteBuckets<string> ofMunicipality = new(options.Value.CitizenRequestsPerMinutePerMunicipality);

    /// <returns>Null when the request is allowed; otherwise how long to wait.</returns>
    public TimeSpan? Take(string tenantUid, IPAddress? address, bool isMutation)
    {
        // First the address: one that asks too much takes nothing from the others of its municipality.
        if (requests.Take(tenantUid, address) is { } wait) return wait;
        if (isMutation && mutations.Take(tenantUid, address) is { } longer) return longer;
        return ofMunicipality.Take(tenantUid);
    }

    /// <summary>A name for what an address has open at a municipality.</summary>
    public static string PlaceOf(string tenantUid, IPAddress? address, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenantUid}/{what} of {Subscriber.Of(address)}");

    public void Dispose()
    {
        requests.Dispose();
        mutations.Dispose();
        ofMunicipality.Dispose();
    }
}
