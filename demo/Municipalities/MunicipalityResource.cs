using System.Text.Json.Serialization;

namespace IdBellen.Demo.Municipalities;

/// <summary>The few fields of a <c>municipalities.idbellen.nl/v1alpha1</c> resource that the stand-ins read.</summary>
internal sealed record MunicipalityResource
{
    [JsonPropertyName("metadata")]
    public ResourceName? Metadata { get; init; }

    [JsonPropertyName("spec")]
    public ResourceSpec? Spec { get; init; }

    [JsonPropertyName("status")]
    public ResourceStatus? Status { get; init; }

    public Municipality ToMunicipality()
    {
        var name = Metadata?.Name ?? "";
        return new Municipality(
            name,
            Spec?.DisplayName ?? name,
            Uri.TryCreate(Status?.Urls?.Agents, UriKind.Absolute, out var agents)
                ? new Uri(agents.GetLeftPart(UriPartial.Authority)) : null,
            Spec?.PhoneNumber ?? "",
            [.. (Spec?.Purposes ?? []).Select(static purpose => new Purpose(purpose.Name ?? "", purpose.Title?.Nl ?? purpose.Name ?? ""))]);
    }
}

internal sealed record ResourceName([property: JsonPropertyName("name")] string? Name);

internal sealed record ResourceSpec(
    [property: JsonPropertyName("displayName")] string? DisplayName,
    [property: JsonPropertyName("phoneNumber")] string? PhoneNumber,
    [property: JsonPropertyName("purposes")] IReadOnlyList<ResourcePurpose>? Purposes);

internal sealed record ResourcePurpose(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("title")] ResourceTitle? Title);

internal sealed record ResourceTitle([property: JsonPropertyName("nl")] string? Nl);

internal sealed record ResourceStatus([property: JsonPropertyName("urls")] ResourceUrls? Urls);

internal sealed record ResourceUrls([property: JsonPropertyName("agents")] string? Agents);

internal sealed record MunicipalityResources([property: JsonPropertyName("items")] IReadOnlyList<MunicipalityResource>? Items);
