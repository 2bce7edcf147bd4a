using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The token with which the municipality's telephone exchange signs in.</summary>
public static class ExchangeSecret
{
    public static IReadOnlyDictionary<string, string> Content(IReadOnlyDictionary<string, string> existing) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SecretKeys.Exchange.Token] = existing.Keep(SecretKeys.Exchange.Token, RandomText.IsToken, RandomText.Token),
        };
}
