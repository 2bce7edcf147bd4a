using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn.RelyingParty;

/// <summary>
/// A provider's statement that a person, or one of their sessions, has signed out (OpenID Connect Back-Channel Logout 1.0 section 2.4).
/// </summary>
/// <param name="Subject">The person (<c>sub</c>); null when only the session is named.</param>
/// <param name="Session">The provider's session (<c>sid</c>); null for all that the person had when this was said.</param>
/// <param name="IssuedAt">When that was, in UTC, by the provider's clock; whole seconds.</param>
internal sealed record LogoutToken(string? Subject, string? Session, DateTime IssuedAt)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // Prevents storing a token for later use.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>Validates a logout token; null if it must be refused (section 2.6).</summary>
    /// <param name="options">The options of the tenant with the expected provider.</param>
    /// <param name="now">The time of receipt.</param>
    public static async Task<LogoutToken?> ReadAsync(string text, OpenIdConnectOptions options, DateTimeOffset now)
    {
        var parameters = options.TokenValidationParameters.Clone();
        parameters.ConfigurationManager = (BaseConfigurationManager)options.ConfigurationManager!;
        var result = await Tokens.ValidateTokenAsync(text, parameters);
        return result.IsValid && result.SecurityToken is JsonWebToken token && IsLogout(token) && IsFresh(token, now) ? Of(token) : null;
    }

    private static LogoutToken? Of(JsonWebToken token)
    {
        var (subject, session) = (Text(token, "sub"), Text(token, "sid"));
        return subject is null && session is null ? null : new LogoutToken(subject, session, token.IssuedAt);
    }

    // A nonce would make it an ID token, which anybody who sees one could use here.
    private static bool IsLogout(JsonWebToken token) =>
        token.Typ is null or "" or "JWT" or "logout+jwt"
        && Text(token, "jti") is not null
        && !Names(token, "nonce")
        && token.TryGetPayloadValue<JsonElement>("events", out var events)
        && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out var what) && what.ValueKind == JsonValueKind.Object;

    // Of any type; the library finds only claims that convert to the requested type.
    private static bool Names(JsonWebToken token, string claim)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return claims.RootElement.TryGetProperty(claim, out _);
    }

    private static bool IsFresh(JsonWebToken token, DateTimeOffset now) => (now.UtcDateTime - token.IssuedAt).Duration() <= MaxAge;

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
