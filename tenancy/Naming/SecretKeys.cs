namespace IdBellen.Tenancy.Naming;

/// <summary>The keys inside the generated Secrets.</summary>
public static class SecretKeys
{
    /// <summary>Keys in <see cref="TenantNames.DatabaseSecret"/>.</summary>
    public static class Database
    {
        public const string Host = "host";
        public const string Port = "port";
        public const string Name = "database";
        public const string Username = "username";
        public const string Password = "password";
    }

    /// <summary>Keys in <see cref="TenantNames.ExchangeSecret"/>.</summary>
    public static class Exchange
    {
        public const string Token = "token";
    }

    /// <summary>Keys in <see cref="TenantNames.OidcSecret"/>.</summary>
    public static class Oidc
    {
        public const string ClientId = "clientId";
        public const string ClientSecret = "clientSecret";

        /// <summary>PKCS#8 PEM of the ECDSA P-256 key that signs the built-in provider's tokens.</summary>
        public const string SigningKey = "signingKey";

        /// <summary>32 random bytes, base64: encrypts the built-in provider's authorization codes.</summary>
        public const string EncryptionKey = "encryptionKey";
    }

    /// <summary>Keys in <see cref="TenantNames.KeysSecret"/>.</summary>
    public static class Keys
    {
        public const string Id = "id";

        /// <summary>32 random bytes, base64: what all data keys of the municipality are derived from.</summary>
        public const string Key = "key";
    }

    /// <summary>Keys in <see cref="TenantNames.FirstAdminsSecret"/>.</summary>
    public static class FirstAdmins
    {
        /// <summary>A line for each address in <c>spec.admins</c>: address, space, one-time link.</summary>
        public const string Links = "links";
    }
}
