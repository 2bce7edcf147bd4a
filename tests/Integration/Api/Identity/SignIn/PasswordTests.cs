using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

public sealed partial class PasswordTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Wrong = "iets anders helemaal";
    private const string Right = SignedIn.Password;

    [Fact]
    public async Task Every_refusal_has_the_same_page_and_the_same_work()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.AgentsAsync("gewoon", "uitgezet", "vergrendeld", "zonder");
        await municipality.ExecuteAsync("UPDATE account SET disabled_at = now() WHERE email = 'uitgezet@example.nl'");
        await municipality.ExecuteAsync(
            "UPDATE account SET access_failed_count = 5, lockout_end = now() + interval '1 hour' WHERE email = 'vergrendeld@example.nl'");
        await municipality.ExecuteAsync("UPDATE account SET password_hash = NULL WHERE email = 'zonder@example.nl'");
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(
            municipality, port, builder => builder.Services.AddSingleton<IPasswordHasher<Account>, CountingHasher>());
        var hasher = (CountingHasher)replica.Services.GetRequiredService<IPasswordHasher<Account>>();

        (string Email, string Password)[] refused =
        [
            ("niemand@example.nl", Right), ("gewoon@example.nl", Wrong), ("uitgezet@example.nl", Right), ("vergrendeld@example.nl", Right),
            ("zonder@example.nl", Right), ("gewoon@example.nl", new string('x', 5000)),
        ];
        var pages = new List<string>();
        foreach (var (email, password) in refused)
        {
            var before = hasher.Count;
            var page = await new Browser(municipality) { Port = port }.SignInAsync(email, password);
            (hasher.Count - before).Should().Be(1, "one comparison for {0}", email);
            page.Status.Should().Be(HttpStatusCode.OK);
            pages.Add(Varying().Replace(page.Content, ""));
        }

        pages.Should().AllBe(pages[0]);
        pages[0].Should().Contain("klopt niet");
        (await municipality.QueryAsync("SELECT DISTINCT account_name FROM audit_log WHERE action = 'SignInRefused'")).Should()
            .BeEquivalentTo(["gewoon", "zonder"]);
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_get_five_answers_and_five_minutes_later_the_right_password_works()
    {
        var municipality = await fixture.MunicipalityAsync();
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var form = await browser.OpenSignInAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => browser.Copy().SubmitAsync(form, Fields(email, Wrong))));

        (await municipality.QueryAsync("SELECT action FROM audit_log WHERE action IN ('SignInRefused', 'AccountLocked') ORDER BY action"))
            .Should().Equal(["AccountLocked", .. Enumerable.Repeat("SignInRefused", 5)]);
        (await new Browser(municipality).SignInAsync(email, Right)).Content.Should().Contain("klopt niet");
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        (await SignedIn.SignInAsync(municipality, email)).Cookie.Should().Contain("__Host-idbellen=");
        (await municipality.QueryAsync("SELECT access_failed_count FROM account")).Should().Equal("0");
    }

    [Fact]
    public async Task An_address_that_sends_too_many_forms_is_told_when_to_come_back()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica =
            await fixture.ServingReplicaAsync(municipality, port, builder => builder.Configuration["SignIn:FormsPerMinute"] = "2");
        var browser = new Browser(municipality) { Port = port };
        var form = await browser.OpenSignInAsync();

        var answers = new List<Page>();
        for (var attempt = 0; attempt < 3; attempt++) answers.Add(await browser.SubmitAsync(form, Fields("niemand@example.nl", Wrong)));

        answers.Select(answer => answer.Status).Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
        answers[2].Content.Should().MatchRegex(@"Wacht \d+ seconden");
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/password")]
    public async Task A_form_that_another_site_made_is_refused(string path)
    {
        var municipality = await fixture.MunicipalityAsync();

        (await new Browser(municipality).SendAsync(HttpMethod.Post, path, Fields("beheer@example.nl", Right))).Status.Should()
            .Be(HttpStatusCode.BadRequest);
    }

    private static Dictionary<string, string> Fields(string email, string password) =>
        new(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = password };

    // What was typed, and what is new in each page.
    [GeneratedRegex("value=\"[^\"]*\"|(?<=ReturnUrl=)[^&\"]*", RegexOptions.None, 1000)]
    private static partial Regex Varying();
}
