using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

public sealed class PasswordLinkTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Other = "fiets lantaarn oktober";

    [Fact]
    public async Task A_link_of_a_disabled_deleted_or_changed_account_and_one_of_yesterday_are_worth_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var disabled = await CreateAsync(municipality, "uitgezet");
        var deleted = await CreateAsync(municipality, "weg");
        var changed = await CreateAsync(municipality, "nieuw");
        var old = await CreateAsync(municipality, "oud");
        await municipality.ExecuteAsync("UPDATE account SET disabled_at = now() WHERE email = 'uitgezet@example.nl'");
        await municipality.ExecuteAsync("DELETE FROM account WHERE email = 'weg@example.nl'");
        await municipality.ExecuteAsync("UPDATE account SET security_stamp = 'another' WHERE email = 'nieuw@example.nl'");

        (await UseAsync(municipality, "uitgezet", disabled)).Should().Contain("werkt niet");
        (await UseAsync(municipality, "weg", deleted)).Should().Contain("werkt niet");
        (await UseAsync(municipality, "nieuw", changed)).Should().Contain("werkt niet");
        fixture.Time.Advance(TimeSpan.FromHours(24));
        (await UseAsync(municipality, "oud", old)).Should().Contain("werkt niet");
        (await municipality.QueryAsync("SELECT count(*) FROM account WHERE password_hash IS NOT NULL")).Should()
            .BeEquivalentTo(["1"], "only the admin has one");
    }

    [Fact]
    public async Task The_link_of_a_first_admin_does_not_bring_back_an_account_that_was_deleted()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Admins = ["beheer@example.nl", "tweede@example.nl"] });
        var admin = await municipality.AdminAsync();
        await CreateAsync(municipality, "tweede");
        var id = (await municipality.QueryAsync("SELECT id FROM account WHERE email = 'tweede@example.nl'")).Single();
        (await admin.GraphQL.SendAsync(Accounts.AccountActions.Delete, new { id })).Errors.Should().BeEmpty();

        var link = (await municipality.FirstAdminLinksAsync())["tweede@example.nl"];

        (await UseAsync(municipality, "tweede", link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..])).Should().Contain("werkt niet");
        (await municipality.QueryAsync("SELECT email FROM account")).Should().Equal("beheer@example.nl");
    }

    [Fact]
    public async Task Of_uses_at_the_same_moment_one_sets_the_password()
    {
        var municipality = await fixture.MunicipalityAsync();
        var secret = await CreateAsync(municipality, "anna");

        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => UseAsync(municipality, "anna", secret)));

        pages.Count(page => page.Contains("opgeslagen", StringComparison.Ordinal)).Should().Be(1);
        (await municipality.QueryAsync("SELECT count(*) FROM audit_log WHERE action = 'PasswordSet' AND account_name = 'anna'")).Should()
            .Equal("1");
    }

    [Fact]
    public async Task A_password_that_is_easily_guessed_is_refused_and_the_link_still_works()
    {
        var municipality = await fixture.MunicipalityAsync();
        var secret = await CreateAsync(municipality, "anna");
        var browser = new Browser(municipality);

        (await browser.SetPasswordAsync("anna@example.nl", secret, "password1234")).Should().Contain("te makkelijk te raden");
        (await browser.SetPasswordAsync("anna@example.nl", secret, "anna@example.nl")).Should().Contain("Gebruik niet uw naam");
        (await browser.SetPasswordAsync("anna@example.nl", secret, new string('x', 129))).Should().Contain("128 tekens");
        (await browser.SetPasswordAsync("anna@example.nl", secret, Other)).Should().Contain("opgeslagen");
    }

    private static async Task<string> CreateAsync(ServedMunicipality municipality, string name)
    {
        var created = await (await municipality.AdminAsync()).GraphQL.GetAsync<AccountWithLink>(
            "mutation ($email: String!, $name: String!) { createAccount(email: $email, displayName: $name, role: AGENT) { setPasswordLink } }",
            new { email = $"{name}@example.nl", name });
        var link = created.SetPasswordLink!;
        return link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }

    private static Task<string> UseAsync(ServedMunicipality municipality, string name, string secret) =>
        new Browser(municipality).SetPasswordAsync($"{name}@example.nl", secret, Other);
}
