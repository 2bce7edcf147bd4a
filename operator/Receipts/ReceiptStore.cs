using System.Net;
using IdBellen.Operator.Cluster;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Receipts;

/// <summary>Receipts as ConfigMaps in the system namespace, where a platform admin gets them with kubectl.</summary>
internal sealed class ReceiptStore(IKubernetes client, IOptions<KubernetesOptions> options)
{
    public const string Entry = "receipt.json";

    /// <summary>Namesakes differ by their UIDs.</summary>
    public static string NameOf(Municipality municipality) => $"receipt-{municipality.Metadata.Name}-{municipality.Uid[..8]}";

    /// <summary>Stores a receipt, once. Returns null on success, otherwise the reason for the failure.</summary>
    public async Task<string?> PutAsync(Municipality municipality, string document, CancellationToken cancellationToken)
    {
        var (name, ns) = (NameOf(municipality), options.Value.SystemNamespace);
        var receipt = new V1ConfigMap
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = ns,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [WellKnown.MunicipalityLabel] = municipality.Metadata.Name,
                    [WellKnown.ReceiptLabel] = "teardown",
                },
            },
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { [Entry] = document },
            Immutable = true,
        };
        try
        {
            await client.CoreV1.CreateNamespacedConfigMapAsync(receipt, ns, cancellationToken: cancellationToken);
            return null;
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return $"Namespace {ns}, for the receipt, does not exist; create it.";
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.Conflict)
        {
            var known = await client.CoreV1.ReadNamespacedConfigMapAsync(name, ns, cancellationToken: cancellationToken);
            return known.Data?.TryGetValue(Entry, out var text) == true && text == document
                ? null
                : $"ConfigMap {name} in {ns} contains something other than this receipt; inspect it, then delete it.";
        }
    }
}
