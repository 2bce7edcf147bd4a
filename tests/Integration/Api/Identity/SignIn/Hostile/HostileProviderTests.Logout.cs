using System.Net;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>Attacks on back-channel logout; signatures are for SignOutTests.</summary>
public sealed partial class HostileProviderTests
{
    private static readonly Dictionary<string, Action<Jwt>> BadLogouts = new(StringComparer.Ordinal)
    {
        ["an old one"] = token => token.Claims["iat"] = (long)token.Claims["iat"]! - 180,
        ["one of the future"] = token => token.Claims["iat"] = (long)token.Claims["iat"]! + 180,
        ["without a time"] = token => token.Claims.Remove("iat"),
        ["expired"] = token => token.Claims["exp"] = (long)token.Claims["exp"]! - 300,
        ["with a nonce"] = token => token.Claims["nonce"] = "1",
        ["with an empty nonce"] = token => token.Claims["nonce"] = "",
        ["with a nonce of null"] = token => token.Claims["nonce"] = null,
        ["with a nonce that is an object"] = token => token.Claims["nonce"] = new JsonObject(),
        ["without events"] = token => token.Claims.Remove("events"),
        ["with another event"] = token => token.Claims["events"] = new JsonObject { ["https://example.nl/event"] = new JsonObject() },
        ["without jti"] = token => token.Claims.Remove("jti"),
        ["of nobody"] = token =>
        {
            token.Claims.Remove("sub");
            token.Claims.Remove("sid");
        },
        ["for another client"] = token => token.Claims["aud"] = "another-client",
        ["of another issuer"] = token => token.Claims["iss"] = "https://login.example.nl",
        ["of another type"] = token => token.Header["typ"] = "at+jwt",
    };

    private readonly long began = fixture.Api.Time.GetUtcNow().ToUnixTimeSeconds();

    public static TheoryData<string> BadLogoutTokens() => [.. BadLogouts.Keys];

    [Theory]
    [MemberData(nameof(BadLogoutTokens))]
    public async Task A_logout_token_that_is_wrong_ends_nothing_and_the_right_one_does(string fault)
    {
        var (browser, session) = await SignInAsync();
        var token = fixture.LogoutToken(session);
        BadLogouts[fault](token);

        (await LogOutAsync(token.Signed(Provider.Key))).Should().Be(HttpStatusCode.BadRequest);

        (await browser.ViewerAsync(fixture.Municipality)).Should().Be("Anna AGENT");
        (await LogOutAsync(fixture.LogoutToken(session).Signed(Provider.Key))).Should().Be(HttpStatusCode.OK);
        (await browser.ViewerAsync(fixture.Municipality)).Should().BeNull();
    }

    [Fact]
    public async Task An_ID_token_is_no_logout_token()
    {
        var attempt = await fixture.BeginAsync();
        var token = attempt.IdToken().Signed(Provider.Key);
        await attempt.SucceedAsync(attempt.Answer(token));

        (await LogOutAsync(token)).Should().Be(HttpStatusCode.BadRequest);

        (await attempt.Browser.ViewerAsync(fixture.Municipality)).Should().Be("Anna AGENT");
    }

    [Fact]
    public async Task A_logout_token_is_no_ID_token()
    {
        var attempt = await fixture.BeginAsync();

        await attempt.FailAsync(attempt.Answer(fixture.LogoutToken("s1").Signed(Provider.Key)));
    }

    [Fact]
    public async Task A_logout_token_that_is_sent_again_ends_no_other_session()
    {
        var (first, session) = await SignInAsync();
        var token = fixture.LogoutToken(session).Signed(Provider.Key);
        (await LogOutAsync(token)).Should().Be(HttpStatusCode.OK);
        (await first.ViewerAsync(fixture.Municipality)).Should().BeNull();
        var (second, _) = await SignInAsync();

        (await LogOutAsync(token)).Should().Be(HttpStatusCode.OK);

        (await second.ViewerAsync(fixture.Municipality)).Should().Be("Anna AGENT");
    }

    [Fact]
    public async Task A_logout_token_without_a_session_that_is_sent_again_ends_nothing_newer_and_the_first_time_it_ended_all()
    {
        var person = Guid.NewGuid().ToString();
        Browser[] before = [await SignInAsync(person, -20), await SignInAsync(person, -11)];
        var token = LogoutOf(person, -10);

        (await LogOutAsync(token)).Should().Be(HttpStatusCode.OK);

        foreach (var browser in before) (await browser.ViewerAsync(fixture.Municipality)).Should().BeNull();
        var since = await SignInAsync(person, -9);
        (await LogOutAsync(token)).Should().Be(HttpStatusCode.OK);
        (await since.ViewerAsync(fixture.Municipality)).Should().Be("Anna AGENT");
        (await LogOutAsync(LogoutOf(person, -8))).Should().Be(HttpStatusCode.OK);
        (await since.ViewerAsync(fixture.Municipality)).Should().BeNull();
    }

    [Fact]
    public async Task A_logout_token_without_a_session_ends_one_of_the_same_second_and_nobody_elses()
    {
        var (person, another) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var (browser, other) = (await SignInAsync(person, -10), await SignInAsync(another, -10));

        (await LogOutAsync(LogoutOf(person, -10))).Should().Be(HttpStatusCode.OK);

        (await browser.ViewerAsync(fixture.Municipality)).Should().BeNull();
        (await other.ViewerAsync(fixture.Municipality)).Should().Be("Anna AGENT");
    }

    [Fact]
    public async Task A_logout_token_for_one_municipality_ends_nothing_at_another()
    {
        var there = await fixture.BeginAsync(fixture.Neighbour);
        await there.SucceedAsync(there.Answer(there.IdToken("shared").Signed(Provider.Key)));

        (await LogOutAsync(fixture.LogoutToken("shared").Signed(Provider.Key), fixture.Neighbour)).Should().Be(HttpStatusCode.BadRequest);
        (await LogOutAsync(fixture.LogoutToken("shared").Signed(Provider.Key))).Should().Be(HttpStatusCode.OK);

        (await there.Browser.ViewerAsync(fixture.Neighbour)).Should().Be("Anna AGENT");
    }

    [Fact]
    public async Task Where_accounts_are_kept_here_there_is_no_back_channel_logout()
    {
        var municipality = await fixture.Api.MunicipalityAsync();

        (await LogOutAsync(fixture.LogoutToken("s1").Signed(Provider.Key), municipality)).Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<(Browser Browser, string Session)> SignInAsync()
    {
        var session = Guid.NewGuid().ToString();
        var attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(attempt.Answer(attempt.IdToken(session).Signed(Provider.Key)));
        return (attempt.Browser, session);
    }

    /// <summary>Signs a person in with an ID token issued so many seconds from now.</summary>
    private async Task<Browser> SignInAsync(string person, int seconds)
    {
        var attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(
            attempt.Answer(Issued(attempt.IdToken(Guid.NewGuid().ToString()), person, seconds).Signed(Provider.Key)));
        return attempt.Browser;
    }

    private string LogoutOf(string person, int seconds)
    {
        var token = Issued(fixture.LogoutToken("none"), person, seconds);
        token.Claims.Remove("sid");
        return token.Signed(Provider.Key);
    }

    private Jwt Issued(Jwt token, string person, int seconds)
    {
        (token.Claims["sub"], token.Claims["iat"]) = (person, began + seconds);
        return token;
    }

    private async Task<HttpStatusCode> LogOutAsync(string token, ServedMunicipality? municipality = null) =>
        (await new Browser(municipality ?? fixture.Municipality).SendAsync(
            HttpMethod.Post, "/sign-in/back-channel-logout",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["logout_token"] = token })).Status;
}
