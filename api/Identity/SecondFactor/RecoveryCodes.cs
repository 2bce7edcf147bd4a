using System.Security.Cryptography;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.SecondFactor;

/// <summary>Codes for when the authenticator app is lost. The database has their keyed hashes alone.</summary>
internal static class RecoveryCodes
{
    private const int Count = 10;
    private const int Length = 10;

    // Without similar characters; ten characters have 49 bits.
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz";

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Signs, Length))
        .Select(code => $"{code[..5]}-{code[5..]}")];

    public static RecoveryCode RowOf(Tenant tenant, Guid accountId, string code) =>
        new() { AccountId = accountId, CodeHash = HashOf(tenant, code) };

    /// <summary>However it was typed: with or without hyphen, spaces or capitals.</summary>
    public static byte[] HashOf(Tenant tenant, string code) =>
        new KeyedHash(tenant.Key, "recovery").Of(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
