using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.SlotKeys;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Policy;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// An immutable snapshot of a municipality's specification and Secrets, as served by this replica. Replaced as a whole when one of them
/// changes; work in progress continues with the old one.
/// </summary>
internal sealed class Tenant
{
    /// <summary>The UID of the resource: a namesake that comes later is another tenant.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    /// <summary>The settings of its specification.</summary>
    public required TenantPolicy Policy { get; init; }

    /// <summary>The canonical origin, without a trailing slash.</summary>
    public required string Origin { get; init; }

    public required IReadOnlyList<string> Hosts { get; init; }

    public required TenantPool Database { get; init; }

    public required TenantKey Key { get; init; }

    /// <summary>Seal what citizens disclose and all that belongs to their sessions and calls.</summary>
    public required SlotKeyRing SlotKeys { get; init; }

    /// <summary>Seals what belongs to accounts and sign-ins.</summary>
    public required Seal AccountSeal { get; init; }

    /// <summary>Hashes dial codes and invitation codes for storage.</summary>
    public required KeyedHash Codes { get; init; }

    /// <summary>Signs the addresses to which the IRMA server posts results.</summary>
    public required KeyedHash Callbacks { get; init; }

    /// <summary>Hashes callers' numbers, to count the wrong codes of one.</summary>
    public required KeyedHash Callers { get; init; }

    /// <summary>SHA-256 of the token with which the exchange signs in.</summary>
    public required byte[] ExchangeTokenHash { get; init; }

    public required IrmaServer Irma { get; init; }

    public required ProviderCredentials Provider { get; init; }

    /// <summary>One-time links of the first admins, by address.</summary>
    public required IReadOnlyDictionary<string, string> FirstAdminLinks { get; init; }

    /// <summary>Compares in constant time.</summary>
    public bool IsExchangeToken(string token) =>
        CryptographicOperations.FixedTimeEquals(ExchangeTokenHash, SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>The IRMA server that verifies this municipality's disclosures.</summary>
internal sealed record IrmaServer(Uri Url, string? RequestorToken, SecurityKey ResultKey, string? Host)
{
    /// <summary>The URL at which the app reaches the server; null: the URL from the server.</summary>
    public Uri? ExternalUrl { get; init; }

    /// <summary>Whether the server can post results to us.</summary>
    public bool Callback { get; init; } = true;

    /// <summary>The header for the gateway in front of the server; null without one.</summary>
    public GatewayKey? Gateway { get; init; }
}

/// <summary>A header of every request to the IRMA server.</summary>
internal sealed record GatewayKey(string Header, string Value)
{
    public void AddTo(HttpRequestMessage message) => message.Headers.TryAddWithoutValidation(Header, Value);

    /// <summary>Omits the value.</summary>
    public override string ToString() => Header;
}

/// <summary>Client and keys of the OpenID provider that we sign in with.</summary>
internal sealed record ProviderCredentials(string ClientId, string ClientSecret, SecurityKey SigningKey, SecurityKey EncryptionKey);
