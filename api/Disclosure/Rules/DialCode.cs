using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Api.Sessions;

/// <summary>The ten digits that tie a telephone call to a disclosure.</summary>
public static class DialCode
{
    public const int Length = 10;

    private const int UsualPauses = 2;

    /// <summary>Ten digits from the system's cryptographic generator.</summary>
    public static string Create() => RandomNumberGenerator.GetString("0123456789", Length);

    /// <summary>The link that makes the Yivi app dial number and code. The app shows what stands before the first comma as the number.</summary>
    public static string TelephoneLink(MunicipalitySpec spec, string code) => $"tel:{spec.PhoneNumber}{new string(',', spec.DialPauses ?? UsualPauses)}{code}";
}

/// <summary>Where new codes come from. Only a test has another source than <see cref="DialCode.Create"/>.</summary>
public sealed record DialCodeSource(Func<string> Draw);
