using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>A call as reported by the exchange.</summary>
internal sealed record IncomingCall(string Reference, CallerNumber CallerNumber)
{
    public static IncomingCall Of(string reference, string? callerNumber, Tenant tenant) =>
        new(reference, CallerNumber.Parse(callerNumber, tenant.Policy.Number));
}
