using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>
/// The Secrets of a municipality's namespace during one reconciliation. Each is read once, so that all steps use the same content, and
/// again in the next reconciliation.
/// </summary>
internal sealed class ReconciledSecrets(SecretStore store, Municipality municipality)
{
    private readonly Dictionary<string, V1Secret?> known = new(StringComparer.Ordinal);

    /// <summary>Returns the Secret of that name, or null.</summary>
    public async Task<V1Secret?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(name, out var secret)) return secret;
        return known[name] = await store.ReadAsync(municipality.Metadata.NamespaceProperty, name, cancellationToken);
    }

    /// <summary>Returns the value of a key in a Secret with this municipality's label, or null.</summary>
    public async Task<byte[]?> GivenAsync(SecretKeyRef reference, CancellationToken cancellationToken)
    {
        var secret = await ReadAsync(reference.Name, cancellationToken);
        if (!SecretStore.IsGivenTo(secret, municipality)) return null;
        return secret!.Data?.TryGetValue(reference.Key, out var value) == true ? value : null;
    }

    /// <summary>Makes or repairs a Secret, as <see cref="SecretStore.EnsureAsync"/> does.</summary>
    public async Task<(V1Secret Secret, bool Wrote)> EnsureAsync(string name, SecretContent content, CancellationToken cancellationToken)
    {
        var existing = await ReadAsync(name, cancellationToken);
        var (secret, wrote) = await store.EnsureAsync(municipality, name, existing, content, cancellationToken);
        known[name] = secret;
        return (secret, wrote);
    }
}
