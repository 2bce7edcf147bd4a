using IdBellen.Api.Platform.Tenants;
using IdBellen.GraphQL.Operations;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>Knows a client by its municipality and its network address.</summary>
internal sealed class OperationAdmission(
    StreamCounts streams, HeldBytes bytes, CitizenThrottle citizens, IOptions<AdmissionOptions> options) : IOperationAdmission
{
    public IClientAdmission For(HttpContext request) => new ClientAdmission(
        request.RequestServices.GetRequiredService<CurrentTenant>().Value.Uid,
        request.RequestServices.GetRequiredService<CurrentAddress>().Value, streams, bytes, citizens, options.Value);
}
