using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace IdBellen.Tenancy.Trust;

/// <summary>Trusts, besides the system's, the authorities of an organisation's own servers.</summary>
/// <param name="authorities">Certificates in PEM; null: none.</param>
public sealed class OwnAuthorities(string? authorities)
{
    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? found, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || authorities is null || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        // An authority of one's own seldom says what it has revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(found?.ChainPolicy.ExtraStore ?? []);
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    }
}
