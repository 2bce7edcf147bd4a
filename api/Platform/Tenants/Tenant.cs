using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.SlotKeys;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Resource;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Tenants;

/// <summary>
/// A municipality as this replica serves it at this moment: one consistent reading of its resource and Secrets. It is replaced as a
/// whole when one of them changes; whoever holds the old one finishes with it.
/// </summary>
public sealed class Tenant
{
    /// <summary>The UID of the resource: a namesake that comes later is another tenant.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    public required MunicipalitySpec Spec { get; init; }

    /// <summary>The canonical origin, without a trailing slash.</summary>
    public required string Origin { get; init; }

    public required IReadOnlyList<string> Hosts { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required TenantDatabase Database { get; init; }

    public required TenantKey Key { get; init; }

    /// <summary>Seal what citizens disclose and all that belongs to their sessions and calls.</summary>
    public required SlotKeyRing SlotKeys { get; init; }

    /// <summary>Seals what belongs to accounts and sign-ins.</summary>
    public required Seal AccountSeal { get; init; }

    /// <summary>Hashes codes for storage: those that are dialled, and those of invitations.</summary>
    public required KeyedHash Codes { get; init; }

    /// <summary>Hashes callers' numbers, to count the wrong codes of one.</summary>
    public required KeyedHash Callers { get; init; }

    /// <summary>SHA-256 of the token with which the exchange signs in.</summary>
    public required byte[] ExchangeTokenHash { get; init; }

    public required IrmaServer Irma { get; init; }

    public required ProviderCredentials Provider { get; init; }

    /// <summary>One-time links of the first admins, by address.</summary>
    public required IReadOnlyDictionary<string, string> FirstAdminLinks { get; init; }

    /// <summary>Who vouches for people, and by which claims they get their roles: a session under another one is worth nothing.</summary>
    public string SignInProvider => Spec.SignIn is { } own ? string.Join('\n', own.Authority, own.ClientId, own.RoleClaim, own.AgentRole, own.AdminRole) : "";

    public PurposeSpec? Purpose(string name) => Spec.Purposes.FirstOrDefault(purpose => purpose.Name == name);

    /// <summary>Compares in constant time.</summary>
    public bool IsExchangeToken(string token) =>
        CryptographicOperations.FixedTimeEquals(ExchangeTokenHash, SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Where this municipality's disclosures are verified.</summary>
public sealed record IrmaServer(Uri Url, string? RequestorToken, SecurityKey ResultKey, string? Host);

/// <summary>Client and keys of the OpenID provider that we sign in with.</summary>
public sealed record ProviderCredentials(string ClientId, string ClientSecret, SecurityKey SigningKey, SecurityKey EncryptionKey);
