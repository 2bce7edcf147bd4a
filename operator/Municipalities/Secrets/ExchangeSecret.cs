using System.Text;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The token with which the municipality's telephone exchange signs in.</summary>
internal static class ExchangeSecret
{
    public static IReadOnlyDictionary<string, string> Content(IReadOnlyDictionary<string, string> existing) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SecretKeys.Exchange.Token] = existing.Keep(SecretKeys.Exchange.Token, IsToken, RandomText.Token),
        };

    // One that an admin chose may end in a newline, as files do; the api reads it without.
    private static bool IsToken(string text) => CredentialText.Line(Encoding.UTF8.GetBytes(text)) is { } line && RandomText.IsToken(line);
}
