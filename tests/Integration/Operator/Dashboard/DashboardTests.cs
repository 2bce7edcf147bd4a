using System.Net;
using System.Text.RegularExpressions;
using IdBellen.Operator.Dashboard;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Dashboard;

namespace IdBellen.Tests.Integration.Operator.Dashboard;

/// <summary>The pages of the jobs are for platform admins alone.</summary>
public sealed partial class DashboardTests(DashboardFixture fixture) : IClassFixture<DashboardFixture>
{
    private const string Session = "__Host-idbellen-jobs";

    [Theory]
    [InlineData("GET", "/jobs")]
    [InlineData("GET", "/jobs/recurring")]
    [InlineData("GET", "/jobs/js18250")]
    public async Task Who_comes_from_the_same_machine_must_sign_in_like_everybody(string method, string path)
    {
        using var browser = fixture.Browser();

        var answer = await browser.SendAsync(new HttpMethod(method), path, header: ("X-Forwarded-For", "127.0.0.1"));

        answer.Status.Should().Be(HttpStatusCode.Found);
        answer.Location!.OriginalString.Should().StartWith($"{fixture.Provider.Authority}/auth").And
            .Contain("request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri",
                "what is asked, its code challenge with it, was handed to the provider before (RFC 9126)");
    }

    [Theory]
    [InlineData("/jobs/stats")]
    [InlineData("/jobs/recurring/trigger")]
    public async Task Nothing_is_done_or_told_for_who_has_not_signed_in(string path)
    {
        using var browser = fixture.Browser();

        (await browser.SendAsync(HttpMethod.Post, path, [])).Should()
            .Match<Answer>(answer => answer.Status == HttpStatusCode.Unauthorized && answer.Content.Length == 0);
    }

    [Fact]
    public async Task Who_has_another_role_is_told_so_and_gets_no_session()
    {
        using var browser = await fixture.SignInAsync("bea");

        browser.Last.Status.Should().Be(HttpStatusCode.Forbidden);
        browser.Last.Content.Should().Contain("You may not see this page").And.Contain(DashboardFixture.AdminRole);
        browser.HasCookie(Session).Should().BeFalse();
        (await browser.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Who_refuses_at_the_provider_is_told_how_to_go_on()
    {
        using var browser = await fixture.SignInAsync("nobody");

        browser.Last.Should().Match<Answer>(
            answer => answer.Status == HttpStatusCode.BadRequest && answer.Content.Contains("Try again", StringComparison.Ordinal));
        browser.HasCookie(Session).Should().BeFalse();
    }

    [Fact]
    public async Task Sign_ins_that_nobody_finished_fill_no_header_line_and_the_next_one_works()
    {
        using var browser = fixture.Browser();
        for (var begun = 0; begun < 20; begun++)
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/jobs?{new string('x', 3000)}");
            answer.Headers.Sum(header => header.Key.Length + header.Value.Length + 4).Should()
                .BeLessThan(4096, "nginx takes no longer headers of an answer");
        }
        browser.CookieHeader.Length.Should().BeLessThan(1000);

        using var visit = new ProviderVisit();
        var asked = await browser.SendAsync(HttpMethod.Get, "/jobs");
        await browser.SendAsync(HttpMethod.Get, (await visit.SignInAsync(asked.Location!, "anna")).PathAndQuery);

        (await browser.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_admin_sees_the_jobs_at_every_replica_and_without_an_argument()
    {
        using var browser = await fixture.SignInAsync("anna");
        browser.Last.Location!.OriginalString.Should().Be("/jobs");
        var other = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        await using var replica = await fixture.StartAsync(other);
        await replica.BecomeReadyAsync();

        var page = await browser.SendAsync(HttpMethod.Get, "/jobs/recurring");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Content.Should().Contain("RetentionJob.RunAsync").And.Contain("PilotEndJob.RunAsync");
        using var elsewhere = browser.Thief(other);
        (await elsewhere.SendAsync(HttpMethod.Get, "/jobs/recurring")).Content.Should().Contain("RetentionJob.RunAsync");
    }

    [Fact]
    public async Task A_page_can_load_and_send_only_what_is_its_own_and_no_cache_keeps_it()
    {
        using var browser = await fixture.SignInAsync("anna");

        var headers = (await browser.SendAsync(HttpMethod.Get, "/jobs")).Headers;

        headers["Content-Security-Policy"].Should().Contain("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-").And.Contain(
            "frame-ancestors 'none'").And.NotContain("unsafe-eval");
        headers["Cache-Control"].Should().Contain("no-store");
        headers["X-Content-Type-Options"].Should().Be("nosniff");
        headers["Strict-Transport-Security"].Should().StartWith("max-age=");
        browser.Set.Should().HaveCountGreaterThan(2).And.OnlyContain(cookie =>
            cookie.StartsWith("__Host-", StringComparison.Ordinal)
                && Attributes(cookie).IsSupersetOf(new[] { "path=/", "secure", "httponly" })
            && (Attributes(cookie).Contains("samesite=lax") || Attributes(cookie).Contains("samesite=strict")));
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        using var browser = await fixture.SignInAsync("anna");
        using var thief = browser.Thief();
        (await thief.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.OK);

        // A form of another site has no token.
        (await browser.SendAsync(HttpMethod.Post, "/sign-out", [])).Status.Should().Be(HttpStatusCode.Forbidden);
        (await browser.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.OK);
        var asked = (await browser.SendAsync(HttpMethod.Get, "/sign-out")).Content;
        (await browser.SendAsync(HttpMethod.Post, "/sign-out", new()
        {
            ["__RequestVerificationToken"] = Field().Match(asked).Groups["value"].Value
        })).Status.Should().Be(HttpStatusCode.Found);

        (await browser.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.Found);
        (await thief.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_however_busy_it_is()
    {
        using var browser = await fixture.SignInAsync("anna");
        (await fixture.Platform.Postgres.QueryAsync(
            "SELECT 1 FROM dashboard_session WHERE expires_at BETWEEN now() + interval '59 minutes' AND now() + interval '60 minutes'",
            fixture.Platform.Database))
            .Should().NotBeEmpty();

        await fixture.Platform.Postgres.ExecuteAsync("UPDATE dashboard_session SET expires_at = now() - interval '1 second'",
            fixture.Platform.Database);

        (await browser.SendAsync(HttpMethod.Get, "/jobs")).Status.Should().Be(HttpStatusCode.Found);
        AdminSessions.Lifetime.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_command_needs_the_pages_own_token()
    {
        using var browser = await fixture.SignInAsync("anna");
        var page = await browser.SendAsync(HttpMethod.Get, "/jobs/recurring");
        var token = Token().Match(page.Content).Groups["value"].Value;
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["jobs[]"] = "purge" };

        (await browser.SendAsync(HttpMethod.Post, "/jobs/recurring/trigger", form)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await browser.SendAsync(HttpMethod.Post, "/jobs/recurring/trigger", form,
            header: (Header().Match(page.Content).Groups["value"].Value, token))).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task No_other_name_is_answered_and_there_is_nothing_of_it_where_health_and_metrics_are()
    {
        using var browser = await fixture.SignInAsync("anna");

        (await browser.SendAsync(HttpMethod.Get, "/jobs", host: "attacker.example")).Status.Should().Be(HttpStatusCode.MisdirectedRequest);
        (await browser.SendAsync(HttpMethod.Get, "/metrics")).Status.Should().Be(HttpStatusCode.NotFound);
        foreach (var path in (string[])["/jobs", "/signed-in", "/sign-out"])
            (await fixture.Operator.GetAsync(path)).Status.Should().Be(404, path);
    }

    private static HashSet<string> Attributes(string cookie) => [.. cookie.ToLowerInvariant().Split(';').Select(part => part.Trim())];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex("name=\"csrf-token\" content=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("name=\"csrf-header\" content=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();
}
