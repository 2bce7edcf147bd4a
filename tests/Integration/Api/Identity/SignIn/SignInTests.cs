using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

public sealed class SignInTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_look_the_same()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();

        var wrong = await new Browser(municipality).SignInAsync(admin.Email, "iets anders helemaal");
        var unknown = await new Browser(municipality).SignInAsync("niemand@example.nl", "iets anders helemaal");

        var message = "E-mailadres of wachtwoord klopt niet";
        wrong.Content.Should().Contain(message);
        unknown.Content.Should().Contain(message);
        wrong.Status.Should().Be(unknown.Status);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        for (var attempt = 0; attempt < 5; attempt++) await new Browser(municipality).SignInAsync(admin.Email, "iets anders helemaal");

        var right = await new Browser(municipality).SignInAsync(admin.Email, SignedIn.Password);

        right.Content.Should().Contain("klopt niet");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task After_signing_in_the_browser_stays_on_this_origin(string returnUrl)
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var browser = new Browser(municipality);

        await browser.SignInAsync(admin.Email, SignedIn.Password, returnUrl);

        browser.LastRedirect!.OriginalString.Should().Be("/");
    }

    [Fact]
    public async Task A_one_time_link_works_once_and_only_for_its_own_address()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var created = await admin.GraphQL.GetAsync<AccountWithLink>(
            "mutation { createAccount(email: \"anna@example.nl\", displayName: \"Anna\", role: AGENT) { setPasswordLink } }");
        var link = created.SetPasswordLink!;
        var secret = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];

        (await new Browser(municipality).SetPasswordAsync("beheer@example.nl", secret, "een ander wachtwoord 2")).Should()
            .Contain("werkt niet");
        (await new Browser(municipality).SetPasswordAsync("anna@example.nl", secret, "kort")).Should().Contain("12 tekens");
        (await new Browser(municipality).SetPasswordAsync("anna@example.nl", secret, SignedIn.Password)).Should().Contain("opgeslagen");
        (await new Browser(municipality).SetPasswordAsync("anna@example.nl", secret, "een ander wachtwoord 2")).Should()
            .Contain("werkt niet");
    }

    [Fact]
    public async Task The_cookie_of_a_signed_in_person_is_for_this_origin_alone_and_out_of_reach_of_scripts()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();

        admin.Cookie.Should().Contain("__Host-idbellen=");
        var browser = new Browser(municipality);
        await browser.SignInAsync(admin.Email, SignedIn.Password);
        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-out", new Dictionary<string, string>(StringComparer.Ordinal),
            municipality.Origin, follow: false);

        answer.Status.Should().Be(System.Net.HttpStatusCode.OK);
        browser.SetCookies.Should().Contain(line => line.StartsWith("__Host-idbellen=;", StringComparison.Ordinal)
            && line.Contains("secure", StringComparison.OrdinalIgnoreCase) && line.Contains("httponly", StringComparison.OrdinalIgnoreCase)
            && line.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Another_site_cannot_sign_a_person_out()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var browser = new Browser(municipality);
        await browser.SignInAsync(admin.Email, SignedIn.Password);

        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-out", new Dictionary<string, string>(StringComparer.Ordinal),
            "https://evil.example", follow: false);

        answer.Status.Should().Be(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_an_admin_creates_accounts_and_no_address_twice()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var admin = await SignedIn.SignInAsync(municipality, "beheer@example.nl");
        const string Create =
            "mutation { createAccount(email: \"anna@example.nl\", displayName: \"Nog een\", role: ADMIN) { setPasswordLink } }";

        (await municipality.Citizen.SendAsync(Create)).Code.Should().Be("NOT_SIGNED_IN");
        (await agent.GraphQL.SendAsync(Create)).Code.Should().Be("NOT_ALLOWED");
        (await admin.GraphQL.SendAsync(Create)).Code.Should().Be("ACCOUNT_EXISTS");
        (await admin.GraphQL.SendAsync(
            "mutation { createAccount(email: \"geen adres\", displayName: \"A\", role: AGENT) { setPasswordLink } }")).Code.Should()
            .Be("ACCOUNT_INVALID");
        (await admin.GraphQL.GetAsync<IReadOnlyList<Account>>("{ accounts { email roles activated } }")).Should().HaveCount(2);
    }
}
