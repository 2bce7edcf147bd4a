using System.Net;
using System.Text.Json.Nodes;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

/// <summary>The built-in provider as OpenID Connect Core 1.0 section 3.1.2 asks it to be.</summary>
public sealed class AuthorizationEndpointTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task Who_is_not_signed_in_and_may_not_be_asked_is_told_login_required()
    {
        var browser = new Browser(await fixture.MunicipalityAsync());
        var request = await RequestAsync(browser);

        await browser.SendAsync(HttpMethod.Get, $"{request}&prompt=none", follow: false);

        browser.LastRedirect!.OriginalString.Should().Contain("/sign-in/callback?").And.Contain(
            "error=login_required").And.NotContain("code=");
    }

    [Fact]
    public async Task A_request_that_is_posted_is_the_same_request()
    {
        var municipality = await fixture.MunicipalityAsync();
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var parameters = QueryHelpers.ParseQuery((await RequestAsync(browser)).Split('?')[1])
            .ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);

        var form = await browser.SendAsync(HttpMethod.Post, "/connect/authorize", parameters);
        form.Path.Should().StartWith("/account/sign-in");
        await browser.SubmitAsync(form,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = SignedIn.Password });

        browser.CookieHeader.Should().Contain("__Host-idbellen=");
    }

    [Fact]
    public async Task The_ID_token_says_how_its_person_signed_in()
    {
        var municipality = await fixture.MunicipalityAsync();
        var browser = new Browser(municipality);
        await browser.SignInAsync((await municipality.AdminAsync()).Email, SignedIn.Password);

        var ended = await browser.SendAsync(HttpMethod.Post, "/sign-out", new Dictionary<string, string>(StringComparer.Ordinal),
            municipality.Origin);

        var hint = QueryHelpers.ParseQuery(
            new Uri(JsonNode.Parse(ended.Content)!["location"]!.GetValue<string>()).Query)["id_token_hint"].ToString();
        new JsonWebToken(hint).Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).Should().Equal("pwd");
    }

    [Fact]
    public async Task What_was_kept_in_memory_for_a_municipality_goes_when_it_is_gone()
    {
        var kept = (TenantOptions<OpenIdConnectOptions>)fixture.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>();
        var gone = await fixture.MunicipalityAsync();
        await RequestAsync(new Browser(gone));
        var before = kept.Count;
        await fixture.Platform.DeleteAsync(gone.Name);
        await fixture.Platform.GoneAsync(gone.Name);

        await RequestAsync(new Browser(await fixture.MunicipalityAsync()));

        kept.Count.Should().Be(before, "one came and one went");
    }

    // As our own pages make it, path and query.
    private static async Task<string> RequestAsync(Browser browser)
    {
        (await browser.SendAsync(HttpMethod.Get, "/sign-in", follow: false)).Status.Should().Be(HttpStatusCode.Found);
        return browser.LastRedirect!.PathAndQuery;
    }
}
