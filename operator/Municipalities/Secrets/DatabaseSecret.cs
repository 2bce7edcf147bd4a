using System.Globalization;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The api's login to the municipality's database, and the time of the last rotation.</summary>
internal static class DatabaseSecret
{
    public static IReadOnlyDictionary<string, string> Values(
        IReadOnlyDictionary<string, string> existing, PostgresServer server, TenantNames names) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SecretKeys.Database.Host] = server.Host,
            [SecretKeys.Database.Port] = server.Port.ToString(CultureInfo.InvariantCulture),
            [SecretKeys.Database.Name] = names.Database,
            [SecretKeys.Database.Username] = existing.Keep(
                SecretKeys.Database.Username, user => names.LoginRoles.Contains(user, StringComparer.Ordinal), () => names.LoginRoles[0]),
            [SecretKeys.Database.Password] = existing.Keep(SecretKeys.Database.Password, RandomText.IsToken, RandomText.Token),
        };

    /// <summary>Keeps existing annotations. Without them, the password counts as new, and a requested rotation as completed.</summary>
    public static IReadOnlyDictionary<string, string> Annotations(V1Secret? existing, Municipality municipality, DateTimeOffset now) =>
        Annotations(
            existing?.GetAnnotation(WellKnown.RotatedForAnnotation) ?? municipality.GetAnnotation(WellKnown.RotateAnnotation) ?? "",
            RotatedAt(existing, now) ?? now);

    /// <summary>The other role with a new password, made for what is asked for now.</summary>
    public static SecretContent Rotated(
        V1Secret existing, Municipality municipality, string role, string password, DateTimeOffset now) => new(
        new Dictionary<string, string>(SecretContent.Of(existing), StringComparer.Ordinal)
        {
            [SecretKeys.Database.Username] = role,
            [SecretKeys.Database.Password] = password,
        },
        Annotations(municipality.GetAnnotation(WellKnown.RotateAnnotation) ?? "", now));

    /// <summary>Returns when the password was created; null if the annotation is missing or in the future.</summary>
    public static DateTimeOffset? RotatedAt(V1Secret? secret, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            secret?.GetAnnotation(WellKnown.RotatedAtAnnotation), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind,
            out var time)
        && time <= now + Tolerance ? time : null;

    // Operators' clocks differ a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static Dictionary<string, string> Annotations(string rotatedFor, DateTimeOffset rotatedAt) => new(StringComparer.Ordinal)
    {
        [WellKnown.RotatedForAnnotation] = rotatedFor,
        [WellKnown.RotatedAtAnnotation] = rotatedAt.ToString("O", CultureInfo.InvariantCulture),
    };
}
