using System.Security.Cryptography;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Problems;

namespace IdBellen.Demo.Irma.Outcomes;

/// <summary>The optional RSA key that signs results.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly Lazy<RSA?> rsa;

    private SigningKey(Func<RSA?> make) => rsa = new Lazy<RSA?>(make);

    /// <summary>Null on a server without a key.</summary>
    public RSA? Rsa => rsa.Value;

    /// <param name="keyFile">The value of <see cref="IrmaSettings.KeyFile"/>.</param>
    /// <exception cref="DemoSettingsException">The key file cannot be read or holds no RSA private key.</exception>
    public static SigningKey Load(string? keyFile)
    {
        if (keyFile is null)
        {
            return new SigningKey(static () => RSA.Create(2048));
        }
        var key = new SigningKey(() => keyFile == "none" ? null : FromFile(keyFile));
        // An unusable file must stop the start, not the first result.
        _ = key.Rsa;
        return key;
    }

    public void Dispose()
    {
        if (rsa.IsValueCreated)
        {
            rsa.Value?.Dispose();
        }
    }

    private static RSA FromFile(string path)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException
            or CryptographicException)
        {
            key.Dispose();
            throw new DemoSettingsException("Demo__IrmaKeyFile must name a readable PEM file with an RSA private key, or be 'none'.");
        }
    }
}
