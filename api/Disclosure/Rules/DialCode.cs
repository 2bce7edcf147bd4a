using System.Security.Cryptography;
using IdBellen.Tenancy.Policy;

namespace IdBellen.Api.Disclosure.Rules;

/// <summary>The ten digits that tie a telephone call to a disclosure.</summary>
internal static class DialCode
{
    public const int Length = 10;

    /// <summary>Ten digits from the system's cryptographic generator.</summary>
    public static string Create() => RandomNumberGenerator.GetString("0123456789", Length);

    /// <summary>
    /// The link that makes the Yivi app dial the number and code. The app displays the part before the first comma as the number. A short
    /// number is written as dialled, without the context that RFC 3966 requires, because telephones dial it literally.
    /// </summary>
    public static string TelephoneLink(TenantPolicy policy, string code) => policy.TelephoneLink + code;
}

/// <summary>The source of new codes. Only tests use another one than <see cref="DialCode.Create"/>.</summary>
internal sealed record DialCodeSource(Func<string> Draw);
