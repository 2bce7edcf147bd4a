using System.Security.Cryptography;

namespace IdBellen.Demo.Irma.Outcomes;

/// <summary>The RSA key that signs results, if there is one.</summary>
internal sealed class SigningKey : IDisposable
{
    private SigningKey(RSA? rsa) => Rsa = rsa;

    /// <summary>Null on a server without a key.</summary>
    public RSA? Rsa { get; }

    /// <exception cref="DemoSettingsException">The key file cannot be read or holds no RSA private key.</exception>
    public static SigningKey Load(string? keyFile) => keyFile switch
    {
        null => new SigningKey(RSA.Create(2048)),
        "none" => new SigningKey(rsa: null),
        _ => new SigningKey(FromFile(keyFile)),
    };

    public void Dispose() => Rsa?.Dispose();

    private static RSA FromFile(string path)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            return rsa;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new DemoSettingsException("Demo__IrmaKeyFile must name a readable PEM file with an RSA private key, or be 'none'.");
        }
    }
}
