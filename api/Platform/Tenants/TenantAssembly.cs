using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.SlotKeys;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s.Models;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>Puts a <see cref="Tenant"/> together from a resource and its Secrets.</summary>
internal sealed class TenantAssembly(HostingOptions hosting, SlotKeyRings rings, PostgresAddress address, IOptions<TenantPoolOptions> pool)
{
    /// <summary>Null while the Secret is missing, malformed or made for another resource.</summary>
    public DatabaseCredentials? Credentials(Municipality municipality, IReadOnlyDictionary<string, V1Secret> secrets)
    {
        var names = new TenantNames(TenantName.Parse(municipality.Metadata.Name), municipality.Uid);
        if (!secrets.TryGetValue(names.DatabaseSecret, out var secret) || !secret.IsMarkedFor(municipality.Uid)) return null;
        try
        {
            return new DatabaseCredentials(address.Tenant(Login(secret), pool.Value.PoolSize), secret.Metadata.ResourceVersion);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Creates the tenant; null while a required Secret is missing or malformed. The operator reports that in a condition and repairs
    /// generated Secrets.
    /// </summary>
    /// <param name="municipality">A resource with the specification in force, which <c>AcceptanceRules</c> allow.</param>
    /// <param name="secrets">The Secrets labelled with this municipality's name, by name.</param>
    /// <param name="database">The way to this municipality's database.</param>
    public Tenant? Assemble(Municipality municipality, IReadOnlyDictionary<string, V1Secret> secrets, TenantPool database)
    {
        var names = new TenantNames(TenantName.Parse(municipality.Metadata.Name), municipality.Uid);
        if (!secrets.TryGetValue(names.KeysSecret, out var keysSecret) || !secrets.TryGetValue(names.ExchangeSecret, out var exchangeSecret)
            || !secrets.TryGetValue(names.OidcSecret, out var oidcSecret))
            return null;
        // Ignore a key of a deleted municipality with the same name.
        if (new[] { keysSecret, exchangeSecret, oidcSecret }.Any(secret => !secret.IsMarkedFor(municipality.Uid))) return null;
        try
        {
            var key = new TenantKey(municipality.Uid, Text(keysSecret, SecretKeys.Keys.Id),
                Convert.FromBase64String(Text(keysSecret, SecretKeys.Keys.Key)));
            return new Tenant
            {
                Uid = municipality.Uid,
                Name = municipality.Metadata.Name,
                Policy = new TenantPolicy(municipality.Spec),
                Origin = hosting.OriginOf(municipality),
                Hosts = hosting.HostsOf(municipality),
                Database = database,
                Key = key,
                SlotKeys = rings.Use(key, database),
                AccountSeal = new Seal(key, "account"),
                Codes = new KeyedHash(key, "code"),
                Callers = new KeyedHash(key, "caller"),
                Callbacks = new KeyedHash(key, "callback"),
                ExchangeTokenHash = SHA256.HashData(Encoding.UTF8.GetBytes(Line(exchangeSecret, SecretKeys.Exchange.Token))),
                Irma = Irma(municipality.Spec.Irma, secrets),
                Provider = Provider(oidcSecret, municipality.Spec.SignIn is { } own
                    ? Line(secrets[own.ClientSecretRef.Name], own.ClientSecretRef.Key) : null),
                FirstAdminLinks = Links(secrets.TryGetValue(names.FirstAdminsSecret, out var links) && links.IsMarkedFor(municipality.Uid)
                    ? links : null),
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or FormatException or ArgumentException or CryptographicException
            or TimeZoneNotFoundException)
        {
            return null;
        }
    }

    private static IrmaServer Irma(IrmaSpec irma, IReadOnlyDictionary<string, V1Secret> secrets) => new(
        new Uri(irma.ServerUrl.TrimEnd('/') + "/"),
        irma.RequestorTokenRef is { } token ? Line(secrets[token.Name], token.Key) : null,
        irma.ResultPublicKeyRef is { } publicKey
            ? PublicKey(secrets[publicKey.Name], publicKey.Key)
            : throw new KeyNotFoundException("The public key of the IRMA server is missing."),
        irma.Host)
    {
        ExternalUrl = irma.ExternalUrl is { } external ? new Uri(external.TrimEnd('/') + "/") : null,
        Callback = irma.Callback ?? true,
        Gateway = irma.Gateway is { } gateway ? Gateway(gateway.Header, Line(secrets[gateway.ValueRef.Name], gateway.ValueRef.Key)) : null,
    };

    // A key with a line in it would be two headers.
    private static GatewayKey Gateway(string header, string value) => GatewayHeader.IsPermitted(header) && GatewayHeader.IsValue(value)
        ? new GatewayKey(header, value)
        : throw new FormatException("The header of the gateway is none that may be sent.");

    // The key lives as long as the tenant; its handle is finalized with it.
    private static RsaSecurityKey PublicKey(V1Secret secret, string key) => ResultPublicKey.Read(secret.Data?[key]) is { } rsa
        ? new RsaSecurityKey(rsa)
        : throw new FormatException($"The Secret {secret.Metadata.Name} has no public key under {key}.");

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

    // Host and port in the Secret are for people. The connection uses the platform's address.
    private static DatabaseLogin Login(V1Secret secret) =>
        new(Text(secret, SecretKeys.Database.Name), Text(secret, SecretKeys.Database.Username), Text(secret, SecretKeys.Database.Password));

    private static Dictionary<string, string> Links(V1Secret? secret) =>
        secret?.Data is { } data && data.TryGetValue(SecretKeys.FirstAdmins.Links, out var links)
            ? Encoding.UTF8.GetString(links).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(' ', 2))
                .Where(parts => parts.Length == 2)
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase)
            : [];

    // Possibly edited by a person.
    private static string Line(V1Secret secret, string key) => CredentialText.Line(secret.Data?[key]) is { Length: > 0 } line
        ? line
        : throw new FormatException($"The Secret {secret.Metadata.Name} has no usable {key}.");

    private static string Text(V1Secret secret, string key) =>
        secret.Data is { } data && data.TryGetValue(key, out var value) && value.Length > 0
            ? Encoding.UTF8.GetString(value)
            : throw new KeyNotFoundException($"The Secret {secret.Metadata.Name} has no {key}.");
}
