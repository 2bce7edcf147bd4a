using System.Security.Cryptography;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The built-in provider's keys, and the secret of its one client: our own pages.</summary>
internal static class OidcSecret
{
    public static IReadOnlyDictionary<string, string> Content(IReadOnlyDictionary<string, string> existing) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SecretKeys.Oidc.ClientId] = WellKnown.SignInClientId,
            [SecretKeys.Oidc.ClientSecret] = existing.Keep(SecretKeys.Oidc.ClientSecret, RandomText.IsToken, RandomText.Token),
            [SecretKeys.Oidc.SigningKey] = existing.Keep(SecretKeys.Oidc.SigningKey, IsSigningKey, NewSigningKey),
            [SecretKeys.Oidc.EncryptionKey] = existing.Keep(SecretKeys.Oidc.EncryptionKey, RandomText.IsKey, RandomText.Key),
        };

    private static string NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static bool IsSigningKey(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != "PRIVATE KEY") return false;
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
