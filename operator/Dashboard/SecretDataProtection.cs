using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// Seals cookies, sign-in state and form tokens with AES-256-GCM under a key that is derived from the client's secret (HKDF-SHA256, RFC
/// 5869): all replicas have that already, and no key is stored anywhere. Form: 12-byte nonce, 16-byte tag, ciphertext; the purpose is
/// authenticated with it.
/// </summary>
internal sealed class SecretDataProtection(DashboardOptions settings) : IDataProtectionProvider
{
    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(settings.ClientSecret), 32, salt: null,
        info: Encoding.UTF8.GetBytes($"id-bellen/dashboard/{settings.Origin}"));

    public IDataProtector CreateProtector(string purpose) => new Protector(key, purpose);

    private sealed class Protector(byte[] key, string purpose) : IDataProtector
    {
        private const int NonceLength = 12;
        private const int TagLength = 16;

        private readonly byte[] place = Encoding.UTF8.GetBytes(purpose);

        // A purpose may hold any character but this.
        public IDataProtector CreateProtector(string purpose2) => new Protector(key, $"{purpose}\0{purpose2}");

        public byte[] Protect(byte[] plaintext)
        {
            var sealedData = new byte[NonceLength + TagLength + plaintext.Length];
            RandomNumberGenerator.Fill(sealedData.AsSpan(0, NonceLength));
            using var aes = new AesGcm(key, TagLength);
            aes.Encrypt(
                sealedData.AsSpan(0, NonceLength), plaintext, sealedData.AsSpan(NonceLength + TagLength),
                sealedData.AsSpan(NonceLength, TagLength), place);
            return sealedData;
        }

        /// <exception cref="CryptographicException">Sealed for something else, or changed since.</exception>
        public byte[] Unprotect(byte[] protectedData)
        {
            if (protectedData.Length < NonceLength + TagLength) throw new CryptographicException("This is not a sealed value.");
            var plaintext = new byte[protectedData.Length - NonceLength - TagLength];
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(
                protectedData.AsSpan(0, NonceLength), protectedData.AsSpan(NonceLength + TagLength),
                protectedData.AsSpan(NonceLength, TagLength), plaintext, place);
            return plaintext;
        }
    }
}
