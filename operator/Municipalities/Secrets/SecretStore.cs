using System.Net;
using System.Text;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>
/// Reads Secrets, and keeps those that we generate: labelled, owned by the municipality's resource, with the right content.
/// </summary>
internal sealed class SecretStore(IKubernetes client)
{
    public async Task<V1Secret?> ReadAsync(string ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoreV1.ReadNamespacedSecretAsync(name, ns, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Returns whether the Secret exists with the municipality's label, which permits its use.</summary>
    public static bool IsGivenTo(V1Secret? secret, Municipality municipality) =>
        secret is not null && secret.GetLabel(WellKnown.MunicipalityLabel) == municipality.Metadata.Name;

    /// <summary>Makes or repairs a Secret: as it is now, and whether something had to be written.</summary>
    /// <exception cref="HttpOperationException">409 if it has changed in the meantime.</exception>
    public async Task<(V1Secret Secret, bool Wrote)> EnsureAsync(
        Municipality municipality, string name, V1Secret? existing, SecretContent content, CancellationToken cancellationToken)
    {
        if (existing is not null && IsRight(existing, municipality, content)) return (existing, false);
        var secret = existing
            ?? new V1Secret { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = municipality.Metadata.NamespaceProperty } };
        secret.SetLabel(WellKnown.MunicipalityLabel, municipality.Metadata.Name);
        secret.SetAnnotation(WellKnown.MunicipalityUidAnnotation, municipality.Uid);
        secret.Metadata.OwnerReferences = [.. (secret.Metadata.OwnerReferences ?? [])
            .Where(owner => owner.Uid != municipality.Uid), Owner(municipality)];
        secret.Data ??= new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in content.Values) secret.Data[key] = Encoding.UTF8.GetBytes(value);
        foreach (var (key, value) in content.Annotations) secret.SetAnnotation(key, value);
        return (existing is null
            ? await client.CoreV1.CreateNamespacedSecretAsync(secret, secret.Metadata.NamespaceProperty,
                cancellationToken: cancellationToken)
            : await client.CoreV1.ReplaceNamespacedSecretAsync(secret, name, secret.Metadata.NamespaceProperty,
                cancellationToken: cancellationToken), true);
    }

    /// <summary>
    /// The Secrets of a resource's namespace. None when that is being deleted and our rights in it went first: Kubernetes then deletes the
    /// Secrets itself, and ends the namespace only after the last of them.
    /// </summary>
    public async Task<IReadOnlyList<V1Secret>> ListAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        var ns = municipality.Metadata.NamespaceProperty;
        try
        {
            return [.. (await client.CoreV1.ListNamespacedSecretAsync(ns, cancellationToken: cancellationToken)).Items];
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.Forbidden)
        {
            var home = await client.CoreV1.ReadNamespaceAsync(ns, cancellationToken: cancellationToken);
            if (home.Metadata.DeletionTimestamp is null) throw;
            return [];
        }
    }

    /// <summary>Deletes a Secret, if it exists.</summary>
    public async Task DeleteAsync(V1Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            await client.CoreV1.DeleteNamespacedSecretAsync(
                secret.Metadata.Name, secret.Metadata.NamespaceProperty,
                new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = secret.Metadata.Uid } },
                cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody was before us.
        }
    }

    private static bool IsRight(V1Secret secret, Municipality municipality, SecretContent content)
    {
        var existing = SecretContent.Of(secret);
        return secret.GetLabel(WellKnown.MunicipalityLabel) == municipality.Metadata.Name
            && secret.GetAnnotation(WellKnown.MunicipalityUidAnnotation) == municipality.Uid
            && (secret.Metadata.OwnerReferences ?? []).Any(owner => owner.Uid == municipality.Uid)
            && content.Values.All(entry => existing.GetValueOrDefault(entry.Key) == entry.Value)
            && content.Annotations.All(entry => secret.GetAnnotation(entry.Key) == entry.Value);
    }

    private static V1OwnerReference Owner(Municipality municipality) => new()
    {
        ApiVersion = municipality.ApiVersion,
        Kind = municipality.Kind,
        Name = municipality.Metadata.Name,
        Uid = municipality.Uid,
        Controller = true,
    };
}
