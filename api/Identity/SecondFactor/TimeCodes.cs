using System.Security.Cryptography;
using IdBellen.Api.Platform.Tenants;
using OtpNet;

namespace IdBellen.Api.Identity.SecondFactor;

/// <summary>Codes of an authenticator app: six digits, SHA-1, 30 seconds, because all apps support these (RFC 6238).</summary>
internal static class TimeCodes
{
    // RFC 4226 section 4 recommends 160 bits.
    private const int SecretLength = 20;

    // A step before and after, for clocks that differ (RFC 6238 section 5.2).
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <returns>The time step that the code is of; null when it is of none near now.</returns>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, string.Concat(code.Where(sign => !char.IsWhiteSpace(sign))), out var step, Window)
            ? step : null;

    /// <summary>The key to type into an app that cannot scan.</summary>
    public static string KeyOf(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>What an app reads from the QR code.</summary>
    public static string AddressOf(byte[] secret, Tenant tenant, string email)
    {
        var issuer = Uri.EscapeDataString($"IdBellen {tenant.Policy.DisplayName}");
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(email)}?secret={KeyOf(secret)}&issuer={issuer}";
    }
}
