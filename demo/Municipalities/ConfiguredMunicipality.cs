using System.Text.Json;
using IdBellen.Demo.Problems;

namespace IdBellen.Demo.Municipalities;

/// <summary>A municipality given in <c>Demo__Municipalities</c>: a JSON list, or a configuration section.</summary>
internal sealed record ConfiguredMunicipality
{
    public string? Name { get; init; }

    public string? DisplayName { get; init; }

    public Uri? Origin { get; init; }

    public string? PhoneNumber { get; init; }

    /// <summary>A file that holds the token of the exchange and nothing else.</summary>
    public string? ExchangeTokenFile { get; init; }

    public IReadOnlyList<ConfiguredPurpose> Purposes { get; init; } = [];

    /// <returns>Null when nothing is configured.</returns>
    /// <exception cref="DemoSettingsException">An entry lacks what it needs.</exception>
    public static IReadOnlyList<ConfiguredMunicipality>? ReadAll(IConfigurationSection section)
    {
        var all = section.Value is { Length: > 0 } json ? Parse(json) : section.Get<List<ConfiguredMunicipality>>();
        return all?.Find(static one => one is not { Name.Length: > 0, PhoneNumber.Length: > 0, Origin.IsAbsoluteUri: true }) is null
            ? all
            : throw new DemoSettingsException(
                "Each entry of Demo__Municipalities needs name, origin (an absolute address) and phoneNumber.");
    }

    public Municipality ToMunicipality() => new(
        Name!,
        DisplayName ?? Name!,
        Origin,
        PhoneNumber!,
        [.. Purposes.Select(static purpose => new Purpose(purpose.Name ?? "", purpose.Title ?? purpose.Name ?? ""))]);

    private static List<ConfiguredMunicipality>? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<ConfiguredMunicipality>>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException problem)
        {
            throw new DemoSettingsException($"Demo__Municipalities must be a JSON list of municipalities. {problem.Message}");
        }
    }
}

internal sealed record ConfiguredPurpose
{
    public string? Name { get; init; }

    public string? Title { get; init; }
}
