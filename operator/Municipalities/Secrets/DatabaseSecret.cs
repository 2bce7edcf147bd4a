using System.Globalization;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>How the api logs in to the municipality's database.</summary>
public static class DatabaseSecret
{
    public static IReadOnlyDictionary<string, string> Content(IReadOnlyDictionary<string, string> existing, PostgresServer server, TenantNames names) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SecretKeys.Database.Host] = server.Host,
            [SecretKeys.Database.Port] = server.Port.ToString(CultureInfo.InvariantCulture),
            [SecretKeys.Database.Name] = names.Database,
            [SecretKeys.Database.Username] = existing.Keep(
                SecretKeys.Database.Username, user => names.LoginRoles.Contains(user, StringComparer.Ordinal), () => names.LoginRoles[0]),
            [SecretKeys.Database.Password] = existing.Keep(SecretKeys.Database.Password, RandomText.IsToken, RandomText.Token),
        };
}
