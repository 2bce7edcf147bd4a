using GraphQL;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Presence;

namespace IdBellen.Api.Web.GraphQL.Schema;

/// <summary>Public information about a municipality.</summary>
[Name("Municipality")]
internal sealed record MunicipalityView
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>In E.164 form, or a national-only number as dialled within the country.</summary>
    public required string PhoneNumber { get; init; }

    public required Availability Availability { get; init; }

    public required IReadOnlyList<Purpose> Purposes { get; init; }

    /// <summary>Whether an agent is available to take calls now. If not, callers wait until one is.</summary>
    public static Task<bool> AgentsAvailable([FromServices] AgentsAvailable agents, CancellationToken cancellationToken) =>
        agents.ExecuteAsync(cancellationToken);

    [Ignore]
    public static MunicipalityView Of(Tenant tenant, DateTimeOffset now) => new()
    {
        Name = tenant.Name,
        DisplayName = tenant.Policy.DisplayName,
        PhoneNumber = tenant.Policy.Number.Text,
        Availability = tenant.Policy.AvailabilityAt(now),
        Purposes = [.. tenant.Policy.Purposes.Select(Purpose.Of)],
    };
}
