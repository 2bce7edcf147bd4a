using GraphQL;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Calls;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.GraphQL.Schema;

/// <summary>What anyone may know of a municipality.</summary>
[Name("Municipality")]
public sealed record MunicipalityView
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>In E.164 form.</summary>
    public required string PhoneNumber { get; init; }

    public required Availability Availability { get; init; }

    public required IReadOnlyList<Purpose> Purposes { get; init; }

    /// <summary>Whether an agent who may take a call is there now. When none is, who calls must wait until one comes.</summary>
    public static Task<bool> AgentsAvailable([FromServices] AgentsAvailable agents, CancellationToken cancellationToken) => agents.ExecuteAsync(cancellationToken);

    [Ignore]
    public static MunicipalityView Of(Tenant tenant, DateTimeOffset now) => new()
    {
        Name = tenant.Name,
        DisplayName = tenant.Spec.DisplayName,
        PhoneNumber = tenant.Spec.PhoneNumber,
        Availability = tenant.Spec.AvailabilityAt(now),
        Purposes = [.. tenant.Spec.Purposes.Select(Purpose.Of)],
    };
}
