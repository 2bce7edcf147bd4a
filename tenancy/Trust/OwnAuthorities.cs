using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdBellen.Tenancy.Trust;

/// <summary>Trusts an organisation's own certificate authorities in addition to the system's.</summary>
/// <param name="authorities">Certificates in PEM; null: none.</param>
public sealed class OwnAuthorities(string? authorities)
{
    /// <summary>Returns whether a text is absent or contains PEM certificates.</summary>
    public static bool AreReadable(string? authorities)
    {
        if (authorities is null) return true;
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(authorities);
        }
        catch (CryptographicException)
        {
            return false;
        }
        foreach (var certificate in found) certificate.Dispose();
        return found.Count > 0;
    }

    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? found, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || authorities is null || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        // Private authorities seldom publish revocations.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(found?.ChainPolicy.ExtraStore ?? []);
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    }
}
