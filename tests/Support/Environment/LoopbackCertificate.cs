using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A certificate for 127.0.0.1 that signs itself.</summary>
public sealed class LoopbackCertificate : IDisposable
{
    public LoopbackCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        WithKey = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
    }

    public X509Certificate2 WithKey { get; }

    /// <summary>As in the <c>certificate-authority-data</c> of a kubeconfig.</summary>
    public string Base64Pem => Convert.ToBase64String(Encoding.ASCII.GetBytes(WithKey.ExportCertificatePem()));

    public void Dispose() => WithKey.Dispose();
}
