using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

/// <summary>A cookie is only a key: what it opens can be taken away from every copy of it.</summary>
public sealed class StolenCookieTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string WhoAmI = "{ viewer { displayName } }";

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var browser = new Browser(municipality);
        await browser.SignInAsync(admin.Email, SignedIn.Password);
        var copy = new SignedIn(municipality, admin.Email, browser.CookieHeader);
        (await copy.GraphQL.GetAsync(WhoAmI))["viewer"].Should().NotBeNull();

        await browser.SendAsync(HttpMethod.Post, "/sign-out", new Dictionary<string, string>(StringComparer.Ordinal), municipality.Origin,
            follow: false);

        (await copy.GraphQL.GetAsync(WhoAmI))["viewer"].Should().BeNull();
        (await copy.GraphQL.SendAsync("{ accounts { id } }")).Code.Should().Be("NOT_SIGNED_IN");
        (await admin.GraphQL.GetAsync(WhoAmI))["viewer"].Should().NotBeNull("another browser of the same person is still signed in");
    }

    [Fact]
    public async Task The_cookie_of_a_municipality_that_was_deleted_is_worth_nothing_at_its_namesake()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var resource = (await fixture.Platform.FindAsync(municipality.Name))!;
        await fixture.Platform.DeleteAsync(municipality.Name);
        await fixture.Platform.GoneAsync(municipality.Name);

        await fixture.Platform.CreateAsync(
            new Municipality { Metadata = new V1ObjectMeta { Name = municipality.Name }, Spec = resource.Spec });
        await fixture.Platform.ReadyAsync(municipality.Name);
        await Eventually.BeTrueAsync(async () => (await municipality.Citizen.SendAsync(WhoAmI)).Errors.Count == 0,
            what: "the namesake is served");

        (await admin.GraphQL.GetAsync(WhoAmI))["viewer"].Should().BeNull();
        (await admin.GraphQL.SendAsync("{ accounts { id } }")).Code.Should().Be("NOT_SIGNED_IN");
    }

    [Fact]
    public async Task A_new_sign_in_has_a_key_of_its_own_and_ends_the_session_before()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var browser = new Browser(municipality);
        await browser.SignInAsync("beheer@example.nl", SignedIn.Password);
        // The attacker's own session, planted in the browser of who signs in next.
        var planted = new SignedIn(municipality, "beheer@example.nl", browser.CookieHeader);

        await browser.SignInAsync(agent.Email, SignedIn.Password);

        browser.CookieHeader.Should().NotBe(planted.Cookie);
        (await planted.GraphQL.GetAsync(WhoAmI))["viewer"].Should().BeNull();
        (await new SignedIn(municipality, agent.Email, browser.CookieHeader).GraphQL.GetAsync<Viewer>(WhoAmI)).DisplayName.Should()
            .Be("anna");
    }
}
