using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.EndToEnd.KeyErasure;

/// <summary>
/// All that an almighty attacker has who was there while the session lived: ciphertext, the wrapped slot key, and the tenant key to unwrap
/// it.
/// </summary>
internal sealed record TakenKey(byte[] Secret, byte[] Wrapped, byte[] Ciphertext, string Place)
{
    /// <summary>What the ciphertext says, for the control; throws when the key does not open it.</summary>
    public string Open() => System.Text.Encoding.UTF8.GetString(SealedForm.Open(Secret, Ciphertext, Place));

    public static async Task<TakenKey> FromAsync(ServedMunicipality municipality)
    {
        var platform = municipality.Fixture.Platform;
        var row = (await municipality.QueryAsync(
            "SELECT id || ' ' || key_id || ' ' || encode(attributes_sealed, 'hex') FROM session WHERE attributes_sealed IS NOT NULL"))
            .Single().Split(' ');
        var key = (await municipality.QueryAsync(
            $"SELECT key_id || ' ' || (extract(epoch FROM expires_at) * 1000)::bigint || ' ' || encode(wrapped, 'hex') FROM "
                + $"({SlotKeyTables.All}) ring WHERE key_id = '{row[1]}'::uuid")).Single().Split(' ');
        var secret = await platform.Client.CoreV1.ReadNamespacedSecretAsync(platform.Names(municipality.ShortName).KeysSecret,
            platform.Namespace);
        var uid = (await platform.FindAsync(municipality.Name))!.Uid;
        var (tenantKeyId, tenantKey) = (System.Text.Encoding.UTF8.GetString(secret.Data[SecretKeys.Keys.Id]),
            Convert.FromBase64String(System.Text.Encoding.UTF8.GetString(secret.Data[SecretKeys.Keys.Key])));
        var wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, tenantKey, 32, info: System.Text.Encoding.UTF8.GetBytes($"{uid}/slot-key"));
        var wrapped = Convert.FromHexString(key[2]);
        var opened = SealedForm.Open(wrapping, wrapped,
            $"{uid}/{tenantKeyId}/slot-key/{Guid.Parse(key[0]):N}/{long.Parse(key[1], CultureInfo.InvariantCulture)}");
        return new TakenKey(opened, wrapped, Convert.FromHexString(row[2]), $"{uid}/{row[1]}/{Guid.Parse(row[0]):N}/session.attributes");
    }
}
