using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>
/// Determines whether a Secret under one of our names has content that only the operator generates. For Secrets without any mark, name and
/// content are the only way to distinguish a generated key, which must be deleted, from a person's Secret.
/// </summary>
internal static class GeneratedForm
{
    public static bool Matches(TenantNames names, string name, IReadOnlyDictionary<string, string> content)
    {
        bool Has(string key, Func<string, bool> isWellFormed) => content.TryGetValue(key, out var value) && isWellFormed(value);
        if (name == names.DatabaseSecret)
            return Has(SecretKeys.Database.Username, user => names.LoginRoles.Contains(user, StringComparer.Ordinal))
                && Has(SecretKeys.Database.Password, RandomText.IsToken);
        if (name == names.ExchangeSecret) return Has(SecretKeys.Exchange.Token, RandomText.IsToken);
        if (name == names.OidcSecret)
            return Has(SecretKeys.Oidc.ClientSecret, RandomText.IsToken) && Has(SecretKeys.Oidc.EncryptionKey, RandomText.IsKey);
        if (name == names.KeysSecret) return Has(SecretKeys.Keys.Key, RandomText.IsKey);
        return name == names.FirstAdminsSecret && Has(SecretKeys.FirstAdmins.Links, _ => true);
    }
}
