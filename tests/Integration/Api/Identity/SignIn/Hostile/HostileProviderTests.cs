using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>Attacks on the sign-in at a municipality's own provider: by tokens, by answers, by who else is at it.</summary>
public sealed partial class HostileProviderTests(HostileProviderFixture fixture) : IClassFixture<HostileProviderFixture>
{
    private const string Callback = "/sign-in/callback";

    private HostileProvider Provider => fixture.Provider;

    public static TheoryData<string> ForgedTokens() => [.. Forgeries.Names];

    [Theory]
    [MemberData(nameof(ForgedTokens))]
    public async Task A_forged_ID_token_signs_nobody_in_and_an_honest_one_does_at_the_same_browser(string forgery)
    {
        var attempt = await fixture.BeginAsync();
        await attempt.FailAsync(attempt.Answer(Forgeries.Make(forgery, attempt.IdToken(), Provider)));

        var honest = new SignInAttempt(fixture, attempt.Municipality, attempt.Browser, await attempt.Browser.BeginAsync());
        await honest.SucceedAsync(honest.Answer(honest.IdToken().Signed(Provider.Key)));
    }

    [Fact]
    public async Task Where_the_provider_knows_no_sign_out_signing_out_ends_the_session_here_and_goes_home()
    {
        var attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key)));

        var answer = await attempt.Browser.SendAsync(HttpMethod.Post, "/sign-out", new Dictionary<string, string>(StringComparer.Ordinal),
            attempt.Municipality.Origin);

        answer.Content.Should().Be("""{"location":"/"}""");
        (await attempt.Browser.ViewerAsync(attempt.Municipality)).Should().BeNull();
    }

    [Fact]
    public async Task Each_authorization_request_has_a_state_a_nonce_and_a_challenge_of_its_own()
    {
        var (first, second) = (await fixture.BeginAsync(), await fixture.BeginAsync());

        first["response_type"].Should().Be("code");
        first["code_challenge_method"].Should().Be("S256");
        first["code_challenge"].Should().HaveLength(43);
        first["redirect_uri"].Should().Be($"{fixture.Municipality.Origin}{Callback}");
        foreach (var parameter in (string[])["state", "nonce", "code_challenge"])
            first[parameter].Should().NotBeEmpty().And.NotBe(second[parameter]);
    }

    [Fact]
    public async Task An_ID_token_with_which_another_browser_signed_in_is_refused()
    {
        var (victim, attacker) = (await fixture.BeginAsync(), await fixture.BeginAsync());
        var token = victim.IdToken().Signed(Provider.Key);
        await victim.SucceedAsync(victim.Answer(token));

        await attacker.FailAsync(attacker.Answer(token));
    }

    [Fact]
    public async Task A_code_of_another_browsers_sign_in_is_refused()
    {
        var (victim, attacker) = (await fixture.BeginAsync(), await fixture.BeginAsync());
        var code = QueryHelpers.ParseQuery(victim.Answer(victim.IdToken().Signed(Provider.Key)).Query)["code"].ToString();

        await attacker.FailAsync(new Uri(QueryHelpers.AddQueryString(
            attacker["redirect_uri"],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = attacker["state"] })));
    }

    [Fact]
    public async Task An_answer_that_has_been_used_is_refused()
    {
        var attempt = await fixture.BeginAsync();
        var token = attempt.IdToken().Signed(Provider.Key);
        await attempt.SucceedAsync(attempt.Answer(token));
        var later = new SignInAttempt(fixture, attempt.Municipality, new Browser(attempt.Municipality),
            new Uri($"{Provider.Authority}/?{attempt.Query}"));

        await later.FailAsync(later.Answer(token));
        await attempt.Browser.ReturnAsync(attempt.Answer(token));

        attempt.Browser.LastRedirect!.OriginalString.Should().Be("/account/failed", "its correlation cookie has gone");
    }

    [Fact]
    public async Task The_state_of_another_browser_is_refused()
    {
        var (own, other) = (await fixture.BeginAsync(), await fixture.BeginAsync());

        await own.FailAsync(own.Answer(own.IdToken().Signed(Provider.Key), state: other["state"]));
    }

    [Fact]
    public async Task An_answer_at_a_browser_that_asked_nothing_is_refused()
    {
        var attacker = await fixture.BeginAsync();
        var victim = new SignInAttempt(fixture, fixture.Municipality, new Browser(fixture.Municipality),
            new Uri($"{Provider.Authority}/?{attacker.Query}"));

        await victim.FailAsync(attacker.Answer(attacker.IdToken().Signed(Provider.Key)));
        await victim.FailAsync(new Uri($"{fixture.Municipality.Origin}{Callback}?code=1"));
        await victim.FailAsync(new Uri($"{fixture.Municipality.Origin}{Callback}"));
        await attacker.SucceedAsync(attacker.Answer(attacker.IdToken().Signed(Provider.Key)));
    }

    [Fact]
    public async Task State_and_cookies_of_one_municipality_are_worthless_at_another()
    {
        var here = await fixture.BeginAsync();
        var browser = new Browser(fixture.Neighbour);
        browser.TakeCookiesOf(here.Browser);
        var there = new SignInAttempt(fixture, fixture.Neighbour, browser, new Uri($"{Provider.Authority}/?{here.Query}"));

        await there.FailAsync(here.Answer(here.IdToken().Signed(Provider.Key)));
        await there.FailAsync(here.Answer(there.IdToken().Signed(Provider.Key)));
        await here.SucceedAsync(here.Answer(here.IdToken().Signed(Provider.Key)));
    }

    [Fact]
    public async Task An_ID_token_made_for_one_municipalitys_client_is_refused_at_another()
    {
        var (here, there) = (await fixture.BeginAsync(), await fixture.BeginAsync(fixture.Neighbour));
        var own = here.IdToken().Signed(Provider.Key);
        await here.SucceedAsync(here.Answer(own));

        await there.FailAsync(there.Answer(own));
        there = await fixture.BeginAsync(fixture.Neighbour);
        await there.FailAsync(there.Answer(fixture.IdToken(fixture.Municipality.Name, there["nonce"]).Signed(Provider.Key)));
        there = await fixture.BeginAsync(fixture.Neighbour);
        await there.SucceedAsync(there.Answer(there.IdToken().Signed(Provider.Key)));
    }

    [Fact]
    public async Task A_session_of_one_municipality_is_worthless_at_another()
    {
        var here = await fixture.BeginAsync();
        await here.SucceedAsync(here.Answer(here.IdToken().Signed(Provider.Key)));
        var there = new Browser(fixture.Neighbour);
        there.TakeCookiesOf(here.Browser);

        (await there.ViewerAsync(fixture.Neighbour)).Should().BeNull();
    }

    [Fact]
    public async Task An_answer_that_names_another_issuer_is_refused()
    {
        var attempt = await fixture.BeginAsync();
        await attempt.FailAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key), issuer: "https://login.example.nl"));

        attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key), issuer: Provider.Authority));
    }

    [Fact]
    public async Task An_answer_that_names_no_issuer_is_refused_when_the_provider_promises_one()
    {
        Provider.PromisesIssuer = true;
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(6));
        var attempt = await fixture.BeginAsync();
        await attempt.FailAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key)));

        Provider.PromisesIssuer = false;
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(6));
        attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key)));
    }

    [Fact]
    public async Task A_refusal_by_the_provider_leads_to_the_page_that_explains_it()
    {
        var attempt = await fixture.BeginAsync();

        await attempt.FailAsync(new Uri(QueryHelpers.AddQueryString(attempt["redirect_uri"], new Dictionary<string, string?>(
            StringComparer.Ordinal)
        {
            ["error"] = "access_denied",
            ["error_description"] = "<script>alert(1)</script>",
            ["state"] = attempt["state"],
        })));
    }

    [Fact]
    public async Task An_ID_token_that_comes_by_the_browser_instead_of_from_the_token_endpoint_is_refused()
    {
        foreach (var code in (string[])["", "none-that-the-provider-knows"])
        {
            var attempt = await fixture.BeginAsync();
            var answer = new Dictionary<string, string>(
                StringComparer.Ordinal)
            { ["state"] = attempt["state"], ["id_token"] = attempt.IdToken().Signed(Provider.Key) };
            if (code.Length > 0) answer["code"] = code;
            await attempt.FailAsync(new Uri(QueryHelpers.AddQueryString(attempt["redirect_uri"], answer!)));

            await attempt.FailAsync(() => attempt.Browser.SendAsync(HttpMethod.Post, Callback, answer, follow: false));
        }
    }

    [Fact]
    public async Task When_the_clock_was_set_back_the_provider_is_asked_anew()
    {
        var hour = TimeSpan.FromHours(1);
        fixture.Api.Time.Advance(hour);
        await fixture.BeginAsync();
        fixture.Api.Time.Advance(-hour);
        Provider.NamedIssuer = "https://login.example.nl";
        try
        {
            var page = await new Browser(fixture.Municipality).SendAsync(HttpMethod.Get, "/sign-in", follow: false);

            page.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            Provider.NamedIssuer = Provider.Authority;
            fixture.Api.Time.Advance(TimeSpan.FromSeconds(6));
        }
    }

    [Fact]
    public async Task A_discovery_document_that_names_another_issuer_begins_no_sign_in()
    {
        Provider.NamedIssuer = "https://login.example.nl";
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(6));

        var page = await new Browser(fixture.Municipality).SendAsync(HttpMethod.Get, "/sign-in", follow: false);

        page.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        Provider.NamedIssuer = Provider.Authority;
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(6));
        var attempt = await fixture.BeginAsync();
        await attempt.SucceedAsync(attempt.Answer(attempt.IdToken().Signed(Provider.Key)));
    }
}
