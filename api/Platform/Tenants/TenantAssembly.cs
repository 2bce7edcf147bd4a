using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.SlotKeys;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace IdBellen.Api.Tenants;

/// <summary>Puts a <see cref="Tenant"/> together from a resource and its Secrets.</summary>
public sealed class TenantAssembly(HostingOptions hosting, SlotKeyRings rings, IOptions<TenantPoolOptions> pool)
{
    /// <summary>Null while the Secret is missing or malformed.</summary>
    public DatabaseCredentials? Credentials(Municipality municipality, IReadOnlyDictionary<string, V1Secret> secrets)
    {
        var names = new TenantNames(TenantName.Parse(municipality.Metadata.Name));
        if (!secrets.TryGetValue(names.DatabaseSecret, out var secret)) return null;
        try
        {
            return new DatabaseCredentials(ConnectionString(secret), secret.Metadata.ResourceVersion);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>
    /// The tenant, or null while a Secret that it needs is missing or malformed: the operator says so in a condition and repairs what is its own.
    /// </summary>
    /// <param name="municipality">A resource that <c>SpecRules</c> accepts.</param>
    /// <param name="secrets">The Secrets labelled with this municipality's name, by name.</param>
    /// <param name="database">The way to this municipality's database.</param>
    public Tenant? Assemble(Municipality municipality, IReadOnlyDictionary<string, V1Secret> secrets, TenantDatabase database)
    {
        var names = new TenantNames(TenantName.Parse(municipality.Metadata.Name));
        if (!secrets.TryGetValue(names.KeysSecret, out var keysSecret) || !secrets.TryGetValue(names.ExchangeSecret, out var exchangeSecret)
            || !secrets.TryGetValue(names.OidcSecret, out var oidcSecret))
            return null;
        try
        {
            var key = new TenantKey(municipality.Uid, Text(keysSecret, SecretKeys.Keys.Id), Convert.FromBase64String(Text(keysSecret, SecretKeys.Keys.Key)));
            return new Tenant
            {
                Uid = municipality.Uid,
                Name = municipality.Metadata.Name,
                Spec = municipality.Spec,
                Origin = hosting.OriginOf(municipality),
                Hosts = hosting.HostsOf(municipality),
                CreatedAt = municipality.Metadata.CreationTimestamp ?? DateTime.MaxValue,
                Database = database,
                Key = key,
                SlotKeys = rings.Use(key, database),
                AccountSeal = new Seal(key, "account"),
                Codes = new KeyedHash(key, "code"),
                Callers = new KeyedHash(key, "caller"),
                ExchangeTokenHash = SHA256.HashData(Encoding.UTF8.GetBytes(Text(exchangeSecret, SecretKeys.Exchange.Token))),
                Irma = Irma(municipality.Spec.Irma, secrets),
                Provider = Provider(oidcSecret, municipality.Spec.SignIn is { } own ? Text(secrets[own.ClientSecretRef.Name], own.ClientSecretRef.Key) : null),
                FirstAdminLinks = Links(secrets.GetValueOrDefault(names.FirstAdminsSecret)),
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or FormatException or ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    private static IrmaServer Irma(IrmaSpec irma, IReadOnlyDictionary<string, V1Secret> secrets) => new(
        new Uri(irma.ServerUrl.TrimEnd('/') + "/"),
        irma.RequestorTokenRef is { } token ? Text(secrets[token.Name], token.Key) : null,
        irma.ResultPublicKeyRef is { } publicKey
            ? PublicKey(Text(secrets[publicKey.Name], publicKey.Key))
            : throw new KeyNotFoundException("The public key of the IRMA server is missing."),
        irma.Host);

    [SuppressMessage("Reliability", "CA2000", Justification = "The key lives as long as the tenant; its handle is finalized with it.")]
    private static RsaSecurityKey PublicKey(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new RsaSecurityKey(rsa);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The key lives as long as the tenant; its handle is finalized with it.")]
    private static ProviderCredentials Provider(V1Secret secret, string? ownClientSecret)
    {
        var signing = ECDsa.Create();
        signing.ImportFromPem(Text(secret, SecretKeys.Oidc.SigningKey));
        return new(
            Text(secret, SecretKeys.Oidc.ClientId),
            ownClientSecret ?? Text(secret, SecretKeys.Oidc.ClientSecret),
            new ECDsaSecurityKey(signing) { KeyId = KeyId(signing) },
            new SymmetricSecurityKey(Convert.FromBase64String(Text(secret, SecretKeys.Oidc.EncryptionKey))));
    }

    private static string KeyId(ECDsa key) => Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..12]);

    private string ConnectionString(V1Secret secret) => new NpgsqlConnectionStringBuilder
    {
        Host = Text(secret, SecretKeys.Database.Host),
        Port = int.Parse(Text(secret, SecretKeys.Database.Port), System.Globalization.CultureInfo.InvariantCulture),
        Database = Text(secret, SecretKeys.Database.Name),
        Username = Text(secret, SecretKeys.Database.Username),
        Password = Text(secret, SecretKeys.Database.Password),
        // Pools are per municipality and per replica: small, and quickly given back.
        MaxPoolSize = pool.Value.PoolSize,
        ConnectionIdleLifetime = 60,
        Timeout = 5,
        CommandTimeout = 10,
        ApplicationName = "id-bellen-api",
        // A replica that vanishes in the midst of a transaction must not hold its rows against the purge.
        Options = "-c idle_in_transaction_session_timeout=30s",
    }.ConnectionString;

    private static Dictionary<string, string> Links(V1Secret? secret) =>
        secret?.Data is { } data && data.TryGetValue(SecretKeys.FirstAdmins.Links, out var links)
            ? Encoding.UTF8.GetString(links).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(' ', 2))
                .Where(parts => parts.Length == 2)
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase)
            : [];

    private static string Text(V1Secret secret, string key) =>
        secret.Data is { } data && data.TryGetValue(key, out var value) && value.Length > 0
            ? Encoding.UTF8.GetString(value)
            : throw new KeyNotFoundException($"The Secret {secret.Metadata.Name} has no {key}.");
}
