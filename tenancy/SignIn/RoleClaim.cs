using System.Security.Claims;
using System.Text.Json;

namespace IdBellen.Tenancy.SignIn;

/// <summary>The roles that an ID token gives.</summary>
public static class RoleClaim
{
    /// <summary>Whether the claim is this role, or a list that holds it.</summary>
    /// <param name="token">The validated token.</param>
    /// <param name="name">The claim. If there is none of that name, dots lead into objects, such as Keycloak's <c>realm_access.roles</c>.</param>
    /// <param name="role">Compared exactly.</param>
    public static bool Holds(ClaimsPrincipal token, string name, string role)
    {
        if (role.Length == 0) return false;
        if (token.FindFirst(name) is not null) return token.HasClaim(name, role);
        var path = name.Split('.');
        return path.Length > 1 && token.FindFirst(path[0]) is { } outer && Holds(outer.Value, path.AsSpan(1), role);
    }

    private static bool Holds(string json, ReadOnlySpan<string> path, string role)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var value = document.RootElement;
            foreach (var step in path)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value)) return false;
            }
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(Is) : Is(value);
        }
        catch (JsonException)
        {
            // A plain string has nothing inside.
            return false;
        }

        bool Is(JsonElement one) => one.ValueKind == JsonValueKind.String && one.ValueEquals(role);
    }
}
