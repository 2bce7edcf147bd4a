using IdBellen.Tenancy.Naming;

namespace IdBellen.Operator.Municipalities.Secrets;

/// <summary>
/// One-time links with which the municipality's first admins set a password: a line for each, address, space, link. The link's secret is
/// a fragment, which browsers send to no server.
/// </summary>
internal static class FirstAdminsSecret
{
    private const string Path = "/account/password#";

    /// <param name="existing">The existing Secret, whose links are kept.</param>
    /// <param name="admins">The addresses of the first admins.</param>
    /// <param name="origin">The municipality's origin, without a trailing slash.</param>
    public static IReadOnlyDictionary<string, string> Content(
        IReadOnlyDictionary<string, string> existing, IEnumerable<string> admins, string origin)
    {
        var tokens = Tokens(existing.GetValueOrDefault(SecretKeys.FirstAdmins.Links) ?? "");
        var lines = admins.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(admin => $"{admin} {origin}{Path}{tokens.GetValueOrDefault(admin) ?? RandomText.Token()}\n");
        return new Dictionary<string, string>(StringComparer.Ordinal) { [SecretKeys.FirstAdmins.Links] = string.Concat(lines) };
    }

    private static Dictionary<string, string> Tokens(string links)
    {
        var tokens = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in links.Split('\n'))
        {
            if (line.Split(' ') is [var admin, var link] && link.Split(Path) is [_, var token] && RandomText.IsToken(token))
                tokens.TryAdd(admin, token);
        }
        return tokens;
    }
}
