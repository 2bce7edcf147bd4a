using System.Net;
using AwesomeAssertions;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Providers;

/// <summary>A municipality's own provider, with all that may happen to it while people work.</summary>
public sealed partial class CertifiedProviderTests(CertifiedProviderFixture fixture) : IClassFixture<CertifiedProviderFixture>
{
    private ServedMunicipality Municipality => fixture.Municipality;

    [Theory]
    [InlineData("""{"name":"Bea","roles":["iets","idbellen-agent"]}""", "Bea AGENT")]
    [InlineData("""{"name":"Bea","roles":"idbellen-admin"}""", "Bea ADMIN")]
    [InlineData("""{"preferred_username":"bea","roles":["idbellen-agent","idbellen-admin"]}""", "bea AGENT ADMIN")]
    [InlineData("""{"roles":["idbellen-agent2","IDBELLEN-AGENT"]}""", "bea")]
    [InlineData("""{"name":" ","roles":{"idbellen-agent":true}}""", "bea")]
    [InlineData("""{"name":"Bea","roles":1}""", "Bea")]
    [InlineData("""{"name":"Bea"}""", "Bea")]
    public async Task A_person_has_the_name_and_exactly_the_roles_that_the_provider_gives(string claims, string expected)
    {
        await fixture.Provider.EmployAsync("bea", System.Text.Json.Nodes.JsonNode.Parse(claims)!);

        var browser = await fixture.SignInAsync("bea");

        (await browser.ViewerAsync(Municipality)).Should().Be(expected);
        var calls = await browser.GraphQL(Municipality).SendAsync("{ liveCalls { id } }");
        calls.Errors.Select(_ => calls.Code).Should().Equal(expected.Contains("AGENT", StringComparison.Ordinal) ? [] : ["NOT_ALLOWED"]);
    }

    [Fact]
    public async Task Who_does_not_sign_in_at_the_provider_is_told_so_and_is_nobody_here()
    {
        var browser = await fixture.SignInAsync("unknown");

        browser.WasSignedIn().Should().BeFalse();
        browser.LastRedirect!.OriginalString.Should().Be("/account/failed");
        (await browser.ViewerAsync(Municipality)).Should().BeNull();
    }

    [Fact]
    public async Task A_key_that_is_new_since_the_sign_in_began_is_fetched_within_that_sign_in()
    {
        for (var rotation = 0; rotation < 2; rotation++)
        {
            using var visit = new ProviderVisit();
            var browser = new Browser(Municipality);
            var callback = await visit.SignInAsync(await browser.BeginAsync(), "anna");
            await fixture.Provider.RotateKeysAsync();
            fixture.Api.Time.Advance(TimeSpan.FromSeconds(3));

            await browser.ReturnAsync(callback);

            (await browser.ViewerAsync(Municipality)).Should().Be("Anna AGENT");
        }
    }

    [Fact]
    public async Task A_provider_that_is_down_is_said_on_the_page_and_in_the_condition_and_comes_back_by_itself()
    {
        var signedIn = await fixture.SignInAsync("anna");
        await fixture.Provider.StopAsync();
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(10));

        var page = await new Browser(Municipality).SendAsync(HttpMethod.Get, "/sign-in?returnUrl=%2Fa", follow: false);

        page.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        page.Content.Should().Contain("werkt nu niet").And.Contain("href=\"/sign-in?returnUrl=%2Fa\"");
        (await new Browser(Municipality).SendAsync(HttpMethod.Get, "/sign-in?returnUrl=%2Fa&language=en", follow: false)).Content.Should()
            .Contain("does not work at the moment");
        (await signedIn.ViewerAsync(Municipality)).Should().Be("Anna AGENT", "who is signed in works on");
        await fixture.Api.Platform.TouchAsync(Municipality.Name);
        await fixture.Api.Platform.ConditionAsync(Municipality.Name, ConditionTypes.SignInReady,
            condition => condition is { Status: "False", Reason: "ProviderUnreachable" });

        await fixture.Provider.StartAsync();

        await fixture.Api.Platform.ConditionAsync(Municipality.Name, ConditionTypes.SignInReady, condition => condition.Status == "True");
        fixture.Api.Time.Advance(TimeSpan.FromSeconds(10));
        (await (await fixture.SignInAsync("anna")).ViewerAsync(Municipality)).Should().Be("Anna AGENT");
    }

    [Fact]
    public async Task A_client_secret_that_is_changed_in_its_Secret_is_used_without_a_restart()
    {
        const string Newer = "another-secret-of-the-client";
        await fixture.Provider.RegisterAsync(Municipality, Newer);
        (await StatusOfSignInAsync()).Should().Be(HttpStatusCode.ServiceUnavailable, "the provider refuses the older secret");

        await Municipality.PutClientSecretAsync(Newer);

        await Eventually.BeTrueAsync(async () => await StatusOfSignInAsync() == HttpStatusCode.Found);
        (await (await fixture.SignInAsync("anna")).ViewerAsync(Municipality)).Should().Be("Anna AGENT");
        await fixture.Provider.RegisterAsync(Municipality, CertifiedProviderFixture.ClientSecret);
        await Municipality.PutClientSecretAsync(CertifiedProviderFixture.ClientSecret);
        await Eventually.BeTrueAsync(async () => await StatusOfSignInAsync() == HttpStatusCode.Found);
    }

    [Fact]
    public async Task When_the_rules_of_sign_in_change_who_signed_in_by_the_older_ones_is_signed_out()
    {
        await fixture.Provider.EmployAsync("cor",
            new { name = "Cor", roles = new[] { OwnProvider.Agent }, realm_access = new { roles = new[] { OwnProvider.Admin } } });
        var before = await fixture.SignInAsync("cor");
        (await before.ViewerAsync(Municipality)).Should().Be("Cor AGENT");

        await Municipality.UseProviderAsync(fixture.Provider.Authority, CertifiedProviderFixture.ClientSecret, "realm_access.roles");
        await Eventually.BeTrueAsync(async () => await before.ViewerAsync(Municipality) is null);
        var byOtherClaim = await fixture.SignInAsync("cor");
        (await byOtherClaim.ViewerAsync(Municipality)).Should().Be("Cor ADMIN");

        await Municipality.ChangeSignInAsync(null);
        await Eventually.BeTrueAsync(async () => await byOtherClaim.ViewerAsync(Municipality) is null);
        await Eventually.BeTrueAsync(async () => (await new Browser(Municipality).BeginAsync()).OriginalString.StartsWith(
            Municipality.Origin, StringComparison.Ordinal));

        await Municipality.UseProviderAsync(fixture.Provider.Authority, CertifiedProviderFixture.ClientSecret);
        await Eventually.BeTrueAsync(async () => await (await fixture.SignInAsync("cor")).ViewerAsync(Municipality) == "Cor AGENT");
    }

    private async Task<HttpStatusCode> StatusOfSignInAsync() =>
        (await new Browser(Municipality).SendAsync(HttpMethod.Get, "/sign-in", follow: false)).Status;
}
