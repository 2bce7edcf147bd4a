using System.Buffers.Text;
using System.Text.Json;

namespace IdBellen.Tenancy.SignIn;

/// <summary>The roles in a validated ID token under the configured claim, and a diagnosis when none of them matches.</summary>
public sealed class RoleClaim
{
    private readonly string name;
    private readonly bool isFound;
    private readonly IReadOnlyList<string> roles;
    private readonly IReadOnlyList<string> received;
    private readonly bool isOverage;

    private RoleClaim(JsonElement token, string name)
    {
        this.name = name;
        received = [.. token.EnumerateObject().Select(claim => claim.Name)];
        var found = Find(token, name);
        isFound = found is not null;
        roles = found is { } value ? RoleList.Of(value) : [];
        isOverage = IsOverage(token, name);
    }

    /// <param name="idToken">The validated token as sent by the provider: the framework's claims do not distinguish a string from a list of
    /// one.</param>
    /// <param name="name">
    /// The claim. A claim with exactly that name takes precedence. Otherwise dots select members of objects, trying the longest member name
    /// first, because client ids and namespaces contain dots.
    /// </param>
    public static RoleClaim Read(string idToken, string name)
    {
        using var token = JsonDocument.Parse(Base64Url.DecodeFromChars(idToken.Split('.')[1]));
        return new RoleClaim(token.RootElement, name);
    }

    /// <summary>Returns whether the token contains exactly this role.</summary>
    public bool Holds(string role) => role.Length > 0 && roles.Contains(role, StringComparer.Ordinal);

    /// <summary>Explains why the token has none of these roles, with names of claims but never values.</summary>
    /// <param name="expected">The roles that the settings name.</param>
    public MissingRole Explain(params IReadOnlyList<string> expected)
    {
        var reason = isOverage ? MissingRoleReason.Overage
            : !isFound ? MissingRoleReason.NoSuchClaim
            : expected.Any(role => roles.Contains(role, StringComparer.OrdinalIgnoreCase)) ? MissingRoleReason.OtherCase
            : expected.Any(role => roles.Any(
                text => text.Split(' ').Contains(role, StringComparer.Ordinal))) ? MissingRoleReason.ListWithSpaces
            : MissingRoleReason.NoSuchRole;
        return new MissingRole(reason, name, expected, received);
    }

    private static JsonElement? Find(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is ['{', ..] text && RoleList.Parse(text) is { } inside)
            value = inside;
        if (value.ValueKind != JsonValueKind.Object) return null;
        if (value.TryGetProperty(path, out var whole)) return whole;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (value.TryGetProperty(path.AsSpan(0, dot), out var outer) && Find(outer, path[(dot + 1)..]) is { } found) return found;
        }
        return null;
    }

    // For a person with more than 200 groups, the token of Entra ID contains a URL of the groups (OpenID Connect Core 5.6.2), or this mark,
    // instead of the groups. The URL is not requested, because it comes from the token.
    private static bool IsOverage(JsonElement token, string name) =>
        (token.TryGetProperty("_claim_names", out var elsewhere) && elsewhere.ValueKind == JsonValueKind.Object
            && elsewhere.TryGetProperty(name, out _))
        || (name == "groups" && token.TryGetProperty("hasgroups", out var has)
            && (has.ValueKind == JsonValueKind.True || (has.ValueKind == JsonValueKind.String && has.ValueEquals("true"))));
}
