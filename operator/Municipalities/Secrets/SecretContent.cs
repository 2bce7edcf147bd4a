using System.Text;
using k8s.Models;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>The required content of a generated Secret; additional keys are kept.</summary>
/// <param name="Values">Values as text, by key.</param>
/// <param name="Annotations">Annotations, by name.</param>
internal sealed record SecretContent(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Annotations)
{
    public static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A Secret's values as text, by key.</summary>
    public static IReadOnlyDictionary<string, string> Of(V1Secret? secret) =>
        secret?.Data?.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value ?? []), StringComparer.Ordinal)
            ?? Empty;
}

internal static class SecretValues
{
    /// <summary>The value under a key if it is well formed, else a new one.</summary>
    public static string Keep(
        this IReadOnlyDictionary<string, string> existing, string key, Func<string, bool> isWellFormed, Func<string> create) =>
        existing.TryGetValue(key, out var value) && isWellFormed(value) ? value : create();
}
