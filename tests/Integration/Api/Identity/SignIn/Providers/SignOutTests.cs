using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Providers;

/// <summary>Signing out, here and at the municipality's own provider, begun at either end.</summary>
public sealed class SignOutTests(CertifiedProviderFixture fixture) : IClassFixture<CertifiedProviderFixture>
{
    private const string Address = "/sign-in/back-channel-logout";

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    private ServedMunicipality Municipality => fixture.Municipality;

    [Fact]
    public async Task Who_signs_out_is_signed_out_at_the_provider_which_ends_the_persons_other_sessions_and_streams_here()
    {
        using var visit = new ProviderVisit();
        var here = await fixture.SignInAsync("anna", visit);
        var elsewhere = await fixture.SignInAsync("anna", visit);
        await using var stream = elsewhere.GraphQL(Municipality).SubscribeAsync("subscription { liveCalls { id } }").GetAsyncEnumerator();
        (await stream.MoveNextAsync()).Should().BeTrue();

        var ended = await here.SendAsync(HttpMethod.Post, "/sign-out", Nothing, Municipality.Origin, follow: false);
        (await here.ViewerAsync(Municipality)).Should().BeNull();
        var provider = LocationOf(ended.Content);
        provider.OriginalString.Should().StartWith($"{fixture.Provider.Authority}/session/end").And.Contain("id_token_hint=");
        (await elsewhere.ViewerAsync(Municipality)).Should().Be("Anna AGENT");

        var back = await visit.SignOutAsync(provider);

        back.GetLeftPart(UriPartial.Path).Should().Be($"{Municipality.Origin}/signed-out");
        (await elsewhere.ViewerAsync(Municipality)).Should().BeNull("the provider said so");
        while (await stream.MoveNextAsync())
        {
            // Until it ends.
        }
        (await Municipality.QueryAsync("SELECT count(*) FROM audit_log WHERE action = 'SignedOutByProvider' AND account_name = 'Anna'"))
            .Should().NotEqual(["0"]);
    }

    [Fact]
    public async Task Signing_out_works_while_the_provider_is_down()
    {
        var browser = await fixture.SignInAsync("anna");
        await fixture.Provider.StopAsync();
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(10));

        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-out", Nothing, Municipality.Origin, follow: false);

        LocationOf(answer.Content).OriginalString.Should().Be("/");
        (await browser.ViewerAsync(Municipality)).Should().BeNull();
        await fixture.Provider.StartAsync();
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_logout_token_that_the_provider_did_not_sign_ends_nothing()
    {
        var browser = await fixture.SignInAsync("anna");
        using var stranger = RSA.Create(2048);
        var content = new SecurityTokenDescriptor
        {
            Issuer = fixture.Provider.Authority,
            Audience = Municipality.Name,
            IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(2),
            TokenType = "logout+jwt",
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = "anna",
                ["jti"] = "1",
                ["events"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>(StringComparer.Ordinal)
                },
            },
        };
        var tokens = new JsonWebTokenHandler();
        var unsigned = tokens.CreateToken(content);
        content.SigningCredentials = new SigningCredentials(new RsaSecurityKey(stranger), SecurityAlgorithms.RsaSha256);
        var signedByStranger = tokens.CreateToken(content);
        content.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(CertifiedProviderFixture.ClientSecret.PadRight(32, '\0'))),
            SecurityAlgorithms.HmacSha256);

        foreach (var token in (string[])["", "nonsense", unsigned, signedByStranger, tokens.CreateToken(content)])
        {
            var answer = await new Browser(Municipality).SendAsync(HttpMethod.Post, Address,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["logout_token"] = token });
            answer.Status.Should().Be(HttpStatusCode.BadRequest);
            answer.Content.Should().Contain("invalid_request");
        }

        (await browser.ViewerAsync(Municipality)).Should().Be("Anna AGENT");
    }

    private static Uri LocationOf(string answer) =>
        new(JsonDocument.Parse(answer).RootElement.GetProperty("location").GetString()!, UriKind.RelativeOrAbsolute);
}
