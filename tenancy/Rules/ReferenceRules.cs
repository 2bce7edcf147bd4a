using System.Security.Cryptography;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s.Models;

namespace IdBellen.Operator.Municipalities;

/// <summary>
/// What a specification refers to: Secrets exist, carry the municipality's label, without which nobody gave them to it, and hold the key.
/// </summary>
public sealed class ReferenceRules(SecretStore secrets)
{
    public async Task<IReadOnlyList<RuleViolation>> CheckAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        var spec = municipality.Spec;
        var violations = new List<RuleViolation>();
        if (spec.Irma.RequestorTokenRef is { } token)
            await FindAsync(municipality, "spec.irma.requestorTokenRef", token, violations, cancellationToken);
        if (spec.Irma.ResultPublicKeyRef is { } key
            && await FindAsync(municipality, "spec.irma.resultPublicKeyRef", key, violations, cancellationToken) is { } pem && !IsPublicKey(pem))
            violations.Add(new("PublicKeyInvalid", "spec.irma.resultPublicKeyRef",
                $"key {key.Key} of Secret {key.Name} must be the IRMA server's RSA public key in PEM (BEGIN PUBLIC KEY)."));
        if (spec.SignIn is { } signIn)
            await FindAsync(municipality, "spec.signIn.clientSecretRef", signIn.ClientSecretRef, violations, cancellationToken);
        return violations;
    }

    private async Task<string?> FindAsync(
        Municipality municipality, string field, SecretKeyRef reference, List<RuleViolation> violations, CancellationToken cancellationToken)
    {
        if (IsGenerated(municipality, reference))
            violations.Add(new("SecretReserved", field, $"Secret {reference.Name} is made by the operator and holds keys of the platform; name another."));
        else if (await secrets.ReadAsync(municipality.Metadata.NamespaceProperty, reference.Name, cancellationToken) is not { } secret)
            violations.Add(new("SecretMissing", field, $"Secret {reference.Name} does not exist in this namespace; make it."));
        else if (secret.GetLabel(WellKnown.MunicipalityLabel) != municipality.Metadata.Name)
            violations.Add(new("SecretNotLabelled", field,
                $"Secret {reference.Name} does not carry the label {WellKnown.MunicipalityLabel}={municipality.Metadata.Name}; add it."));
        else if (SecretContent.Of(secret).GetValueOrDefault(reference.Key) is { Length: > 0 } value)
            return value;
        else
            violations.Add(new("SecretKeyMissing", field, $"Secret {reference.Name} has no value under {reference.Key}; add it."));
        return null;
    }

    // What a reference names is sent to a server outside. Whoever may write a municipality need not be allowed to read Secrets.
    private static bool IsGenerated(Municipality municipality, SecretKeyRef reference) =>
        TenantName.TryParse(municipality.Metadata.Name, out var name)
        && new TenantNames(name.Value).Secrets.Contains(reference.Name, StringComparer.Ordinal);

    private static bool IsPublicKey(string pem)
    {
        // A private key would be read too, and should not be here at all.
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] is not ("PUBLIC KEY" or "RSA PUBLIC KEY")) return false;
        // irmago signs its results with RS256 and nothing else.
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
