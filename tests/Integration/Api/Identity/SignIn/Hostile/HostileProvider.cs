using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>
/// An OpenID provider over real HTTP whose token endpoint gives whatever ID token a test wants. It is honest in what it checks: each code
/// works once, with the client's secret and the verifier of its challenge (RFC 7636).
/// </summary>
public sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientSecret = "a-secret-that-the-provider-knows-just-as-well";
    public const string KeyId = "the-key";

    private readonly ConcurrentDictionary<string, (string Challenge, string IdToken)> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    public HostileProvider()
    {
        Authority = NamedIssuer = $"http://localhost:{LoopbackPort.Free()}";
        var builder = WebApplication.CreateSlimBuilder(["--urls", Authority]);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/keys", Keys);
        app.MapPost("/token", TokenAsync);
    }

    public string Authority { get; }

    /// <summary>The key of which the public half is published.</summary>
    public RSA Key { get; } = RSA.Create(2048);

    /// <summary>Who it says that it is.</summary>
    public string NamedIssuer { get; set; }

    /// <summary>Whether it promises that its answers name it (RFC 9207 section 3).</summary>
    public bool PromisesIssuer { get; set; }

    public Task StartAsync() => app.StartAsync();

    /// <summary>A code for this ID token.</summary>
    public string CodeFor(string idToken, string challenge)
    {
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (challenge, idToken);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }

    private IResult Discovery() => Results.Json(new
    {
        issuer = NamedIssuer,
        authorization_endpoint = $"{Authority}/authorize",
        token_endpoint = $"{Authority}/token",
        jwks_uri = $"{Authority}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256", "HS256", "none" },
        authorization_response_iss_parameter_supported = PromisesIssuer,
    });

    private IResult Keys()
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, n = Base64UrlEncoder.Encode(
            key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } }
        });
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return form["client_secret"] == ClientSecret && codes.TryRemove(form["code"].ToString(), out var given)
            && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == given.Challenge
            ? Results.Json(new { access_token = "none-that-matters", token_type = "Bearer", expires_in = 60, id_token = given.IdToken })
            : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }
}
