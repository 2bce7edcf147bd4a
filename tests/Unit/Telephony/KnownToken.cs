using System.Text;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Unit.Telephony;

/// <summary>The worker's tokens when it has seen the Secret of one municipality.</summary>
internal static class KnownToken
{
    public static ExchangeTokens Of(string municipality, string uid, string token = "token")
    {
        var tokens = new ExchangeTokens(new k8s.Kubernetes(new KubernetesClientConfiguration { Host = "http://localhost" }),
            Options.Create(new WatchedNamespaceOptions()));
        tokens.Upsert(new V1Secret
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"{municipality}-exchange",
                Annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.MunicipalityUidAnnotation] = uid },
            },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["token"] = Encoding.UTF8.GetBytes(token) },
        });
        return tokens;
    }
}
