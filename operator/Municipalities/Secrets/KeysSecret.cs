using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>
/// The key that seals the municipality's personal data. A good key is never replaced, for what it sealed could not be opened any more;
/// only a missing or broken one is.
/// </summary>
internal static partial class KeysSecret
{
    public static IReadOnlyDictionary<string, string> Content(IReadOnlyDictionary<string, string> existing)
    {
        var hasKey = existing.TryGetValue(SecretKeys.Keys.Key, out var key) && RandomText.IsKey(key);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // A new key has a new id, so that nothing sealed with the old one is tried with the new one.
            [SecretKeys.Keys.Id] = hasKey ? existing.Keep(SecretKeys.Keys.Id, Id().IsMatch, NewId) : NewId(),
            [SecretKeys.Keys.Key] = hasKey ? key! : RandomText.Key(),
        };
    }

    private static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
