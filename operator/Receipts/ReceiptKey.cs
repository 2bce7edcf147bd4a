using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdBellen.Operator.Receipts;

/// <summary>An ECDSA P-256 key that signs or verifies receipts (ES256, RFC 7518 §3.4).</summary>
internal sealed class ReceiptKey : IDisposable
{
    public const string Algorithm = "ES256";

    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa key;

    private ReceiptKey(ECDsa key)
    {
        this.key = key;
        Id = ThumbprintOf(key);
    }

    /// <summary>The RFC 7638 thumbprint of the public key (SHA-256, base64url): 43 characters.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo in PEM.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>A new key as PKCS#8 in PEM.</summary>
    public static string NewPem()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Parses a P-256 private key in PEM (PKCS#8); null if the text is not one.</summary>
    public static ReceiptKey? ReadPrivate(string? pem) => Read(pem, "PRIVATE KEY");

    /// <summary>Parses a P-256 public key in PEM; null if the text is not one.</summary>
    public static ReceiptKey? ReadPublic(string? pem) => Read(pem, "PUBLIC KEY");

    /// <returns>64 bytes: r and s one after the other, as JWS has them.</returns>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => key.Dispose();

    private static ReceiptKey? Read(string? pem, string label)
    {
        if (pem is null || !PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != label) return null;
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            if (read.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256) return new ReceiptKey(read);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // No key, or one of another kind.
        }
        read.Dispose();
        return null;
    }

    private static string ThumbprintOf(ECDsa ecdsa)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        var members = JsonSerializer.SerializeToElement(
            new { crv = "P-256", kty = "EC", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) });
        return Base64Url.EncodeToString(SHA256.HashData(CanonicalJson.Of(members)));
    }
}
