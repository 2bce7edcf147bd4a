using System.Security.Cryptography;

namespace IdBellen.Tenancy.Credentials;

/// <summary>The public key of an IRMA server. irmago signs its results with RS256 and nothing else.</summary>
public static class ResultPublicKey
{
    /// <summary>
    /// The RSA key of a PEM text, as PKIX (<c>PUBLIC KEY</c>, RFC 7468 §13) or PKCS#1 (<c>RSA PUBLIC KEY</c>); null when the text is not
    /// exactly one such key. A private key could be read too, and should not be here at all. The caller owns it.
    /// </summary>
    public static RSA? Read(byte[]? pem)
    {
        if (CredentialText.Text(pem) is not { } text || !PemEncoding.TryFind(text, out var found)) return null;
        if (text[found.Label] is not ("PUBLIC KEY" or "RSA PUBLIC KEY")) return null;
        // Several keys would be ambiguous.
        if (PemEncoding.TryFind(text.AsSpan(found.Location.End), out _)) return null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
            return rsa;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            return null;
        }
    }

    /// <summary>Returns whether both texts contain the same key, in any encoding.</summary>
    public static bool AreSame(byte[]? one, byte[]? other)
    {
        using var first = Read(one);
        using var second = Read(other);
        return first is not null && second is not null
            && first.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(second.ExportSubjectPublicKeyInfo());
    }
}
