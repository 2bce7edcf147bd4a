using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using IdBellen.Operator.Cluster;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Receipts;

/// <summary>
/// The platform's key for receipts: the private key in a Secret, created once, and all public keys ever used in a ConfigMap. An existing
/// key is never replaced; a damaged one must be restored by an administrator.
/// </summary>
internal sealed class ReceiptKeys(IKubernetes client, IOptions<KubernetesOptions> options)
{
    public const string SecretName = "idbellen-receipt-key";
    public const string PrivateEntry = "key.pem";
    public const string ConfigMapName = "idbellen-receipt-keys";

    private string Namespace => options.Value.SystemNamespace;

    /// <summary>Returns the key after publishing its public part, or the reason for its absence. The caller owns the key.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller owns it; when it can't be published it goes with the garbage.")]
    public async Task<(ReceiptKey? Key, string? Obstacle)> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var secret = await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken) ?? await ReadAsync(cancellationToken);
            var pem = secret?.Data?.TryGetValue(PrivateEntry, out var bytes) == true ? Encoding.UTF8.GetString(bytes) : null;
            if (ReceiptKey.ReadPrivate(pem) is not { } key)
                return (null, $"Secret {SecretName} in {Namespace} has no ECDSA P-256 private key in PKCS#8 PEM under {PrivateEntry}, so "
                    + "the receipt cannot be signed. "
                    + "Restore it from a backup; only if it is lost, delete the Secret, and a new key is generated.");
            await PublishAsync(key.Id, key.PublicPem, cancellationToken);
            return (key, null);
        }
        catch (HttpOperationException missing) when (missing.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return (null, $"Namespace {Namespace}, for the receipt and its key, does not exist; create it.");
        }
    }

    private async Task<V1Secret?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoreV1.ReadNamespacedSecretAsync(SecretName, Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Null when another operator was faster: its key counts.</summary>
    private async Task<V1Secret?> MakeAsync(CancellationToken cancellationToken)
    {
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = SecretName, NamespaceProperty = Namespace },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [PrivateEntry] = Encoding.UTF8.GetBytes(ReceiptKey.NewPem()) },
        };
        try
        {
            return await client.CoreV1.CreateNamespacedSecretAsync(secret, Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    private async Task PublishAsync(string id, string publicPem, CancellationToken cancellationToken)
    {
        var published = new V1ConfigMap
        {
            Metadata = new V1ObjectMeta { Name = ConfigMapName, NamespaceProperty = Namespace },
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { [$"{id}.pem"] = publicPem },
        };
        try
        {
            await client.CoreV1.CreateNamespacedConfigMapAsync(published, Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // Keeps the earlier keys, because their receipts must remain verifiable.
            var known = await client.CoreV1.ReadNamespacedConfigMapAsync(ConfigMapName, Namespace, cancellationToken: cancellationToken);
            if (known.Data?.TryGetValue($"{id}.pem", out var pem) == true && pem == publicPem) return;
            await client.CoreV1.PatchNamespacedConfigMapAsync(
                new V1Patch(KubernetesJson.Serialize(new { data = published.Data }),
                    V1Patch.PatchType.MergePatch), ConfigMapName, Namespace,
                cancellationToken: cancellationToken);
        }
    }
}
