using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.SignIn.RelyingParty;

/// <summary>The word of a provider that a person, or one of his sessions, is signed out (OpenID Connect Back-Channel Logout 1.0 section 2.4).</summary>
/// <param name="Subject">The person (<c>sub</c>); null when only the session is named.</param>
/// <param name="Session">The provider's session (<c>sid</c>); null for all that the person had when this was said.</param>
/// <param name="IssuedAt">When that was, in UTC, by the provider's clock; whole seconds.</param>
public sealed record LogoutToken(string? Subject, string? Session, DateTime IssuedAt)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // So that none can be kept for later.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>Null for what must be refused (section 2.6).</summary>
    /// <param name="text">As it came.</param>
    /// <param name="options">Of the tenant whose provider it should be of.</param>
    /// <param name="now">When it came.</param>
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

    // Of whatever type it is; the library finds only what can be read as the type that is asked for.
    private static bool Names(JsonWebToken token, string claim)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return claims.RootElement.TryGetProperty(claim, out _);
    }

    private static bool IsFresh(JsonWebToken token, DateTimeOffset now) => (now.UtcDateTime - token.IssuedAt).Duration() <= MaxAge;

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
