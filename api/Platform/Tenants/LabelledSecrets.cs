using System.Collections.Frozen;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>Secrets by the municipality in their label. A changed label moves the Secret to the other municipality.</summary>
internal sealed class LabelledSecrets
{
    private readonly Dictionary<string, Dictionary<string, V1Secret>> byMunicipality = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);

    /// <summary>The Secrets that a municipality has, by name.</summary>
    public IReadOnlyDictionary<string, V1Secret> Of(string municipality) =>
        byMunicipality.TryGetValue(municipality, out var secrets) ? secrets : FrozenDictionary<string, V1Secret>.Empty;

    /// <returns>The municipalities whose Secrets have changed.</returns>
    public IReadOnlySet<string> Put(V1Secret secret)
    {
        var changed = new HashSet<string>(Remove(secret), StringComparer.Ordinal);
        if (secret.GetLabel(WellKnown.MunicipalityLabel) is not { } municipality) return changed;
        if (!byMunicipality.TryGetValue(municipality, out var secrets))
            byMunicipality[municipality] = secrets = new(StringComparer.Ordinal);
        secrets[secret.Metadata.Name] = secret;
        labels[secret.Metadata.Name] = municipality;
        changed.Add(municipality);
        return changed;
    }

    /// <returns>The municipalities whose Secrets have changed.</returns>
    public IReadOnlySet<string> Remove(V1Secret secret)
    {
        if (!labels.Remove(secret.Metadata.Name, out var municipality)) return FrozenSet<string>.Empty;
        byMunicipality[municipality].Remove(secret.Metadata.Name);
        if (byMunicipality[municipality].Count == 0) byMunicipality.Remove(municipality);
        return new HashSet<string>(StringComparer.Ordinal) { municipality };
    }
}
