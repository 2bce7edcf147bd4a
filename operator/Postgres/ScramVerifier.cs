using System.Security.Cryptography;
using System.Text;

namespace IdBellen.Operator.Postgres;

/// <summary>
/// What PostgreSQL stores of a password for SCRAM-SHA-256 (RFC 5802 and 7677). Computed here so that a clear password reaches neither
/// the server nor its logs.
/// </summary>
internal static class ScramVerifier
{
    // PostgreSQL's own default, and the least that RFC 7677 allows.
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    /// <param name="password">ASCII, so that SASLprep (RFC 4013) leaves it as it is.</param>
    /// <exception cref="ArgumentException">The password holds something else.</exception>
    public static string Create(string password) => Create(password, RandomNumberGenerator.GetBytes(SaltLength));

    public static string Create(string password, ReadOnlySpan<byte> salt)
    {
        if (!Ascii.IsValid(password)) throw new ArgumentException("The password must be ASCII.", nameof(password));
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256,
            SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
