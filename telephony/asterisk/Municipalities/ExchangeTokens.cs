using System.Collections.Concurrent;
using System.Net;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>The exchange tokens of the municipalities, from their Secrets <c>&lt;name&gt;-exchange</c>.</summary>
internal sealed class ExchangeTokens(IKubernetes kubernetes, IOptions<WatchedNamespaceOptions> options)
{
    private readonly ConcurrentDictionary<string, V1Secret> secrets = new(StringComparer.Ordinal);

    public void Upsert(V1Secret secret) => secrets[secret.Metadata.Name] = secret;

    public void Remove(V1Secret secret) => secrets.TryRemove(secret.Metadata.Name, out _);

    /// <summary>Null when there is none yet, or only that of a namesake.</summary>
    public string? Of(CallingMunicipality municipality) =>
        secrets.TryGetValue(NameOf(municipality), out var secret) ? Token(secret, municipality) : null;

    /// <summary>The token as the API server has it now: after the api refused the one that we had.</summary>
    public async Task<string?> ReadAgainAsync(CallingMunicipality municipality, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await kubernetes.CoreV1.ReadNamespacedSecretAsync(NameOf(municipality), options.Value.Namespace,
                cancellationToken: cancellationToken);
            Upsert(secret);
            return Token(secret, municipality);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpOperationException or HttpRequestException or OperationCanceledException)
        {
            return fault is HttpOperationException { Response.StatusCode: HttpStatusCode.NotFound } ? null : Of(municipality);
        }
    }

    private static string NameOf(CallingMunicipality municipality) =>
        new TenantNames(TenantName.Parse(municipality.Name), municipality.Uid).ExchangeSecret;

    private static string? Token(V1Secret secret, CallingMunicipality municipality) =>
        secret.IsMarkedFor(municipality.Uid)
            && CredentialText.Line(secret.Data?.TryGetValue(SecretKeys.Exchange.Token, out var value) == true ? value : null)
                is { Length: > 0 } token
            ? token : null;
}
