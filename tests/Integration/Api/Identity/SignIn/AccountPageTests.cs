using System.Net;
using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

/// <summary>What is the same for all pages of the built-in provider: where they lead, their language, their headers.</summary>
public sealed class AccountPageTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task A_right_password_leads_nowhere_but_to_our_own_authorization_request()
    {
        var municipality = await fixture.MunicipalityAsync();
        var email = (await municipality.AdminAsync()).Email;
        string[] elsewhere =
        [
            "https://evil.example/connect/authorize?x=1", "//evil.example/connect/authorize?", "/\\evil.example/connect/authorize?",
            "/connect/authorize?x=1\r\nLocation: https://evil.example", "/connect/authorize/../../../evil", "",
        ];
        foreach (var returnUrl in elsewhere)
        {
            var browser = new Browser(municipality);
            var page = await browser.OpenSignInAsync();

            var answer = await browser.SubmitAsync(
                page with { Path = "/account/sign-in" },
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Email"] = email,
                    ["Password"] = SignedIn.Password,
                    ["ReturnUrl"] = returnUrl
                }, follow: false);

            answer.Status.Should().Be(HttpStatusCode.Found);
            browser.LastRedirect!.OriginalString.Should().Be("/sign-in", $"of {returnUrl}");
            browser.CookieHeader.Should().NotContain("__Host-idbellen-provider");
        }
    }

    [Fact]
    public async Task Forms_go_to_our_own_origin_only_and_nothing_else_may_frame_or_script_them()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await GetAsync(municipality, "/account/password");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        policy.Should().Contain("form-action 'self'").And.Contain("default-src 'none'").And.Contain(
            "frame-ancestors 'none'").And.NotContain("unsafe");
    }

    [Fact]
    public async Task Pages_are_Dutch_unless_English_is_chosen_or_all_that_the_browser_asks_for()
    {
        var municipality = await fixture.MunicipalityAsync();
        (string Path, string? Accepted, string Language)[] cases =
        [
            ("/account/password", null, "nl"),
            ("/account/password", "fr-FR,fr;q=0.9", "nl"),
            ("/account/password", "en-GB,en;q=0.9,nl;q=0.1", "nl"),
            ("/account/password", "en-GB,en;q=0.9", "en"),
            ("/account/password", "not a language;;q=x", "nl"),
            ("/account/password?language=en", "nl", "en"),
            ("/account/password?language=nl", "en", "nl"),
            ("/account/password?language=%22%3E%3Cscript%3E", "nl", "nl"),
            ("/account/failed", "en", "en"),
        ];
        foreach (var (path, accepted, language) in cases)
        {
            using var answer = await GetAsync(municipality, path, accepted);
            (await answer.Content.ReadAsStringAsync()).Should()
                .Contain($"<html lang=\"{language}\"", $"of {path} for who asks for {accepted}").And.NotContain("<script>");
        }
    }

    [Fact]
    public async Task A_chosen_language_stays_through_forms_and_redirects_and_refuses_everyone_in_the_same_words()
    {
        var municipality = await fixture.MunicipalityAsync();
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var page = await browser.SendAsync(HttpMethod.Get, "/sign-in?language=en&returnUrl=/");
        page.Content.Should().Contain("<title>Sign in – ");

        var wrong = await browser.SubmitAsync(page, Credentials(email, "something else"));
        var unknown = await browser.SubmitAsync(page, Credentials("nobody@example.nl", "something else"));

        wrong.Content.Should().Contain("<title>Error: Sign in – ").And.Contain("The e-mail address or password is incorrect.").And.Contain(
            "aria-invalid=\"true\"");
        Refusal(unknown).Should().Be(Refusal(wrong));
        (await browser.SubmitAsync(page, Credentials(email, SignedIn.Password))).Path.Should().Be("/");
        (await browser.SendAsync(HttpMethod.Get, "/account/failed")).Content.Should().Contain("lang=\"en\"");
    }

    [Fact]
    public async Task The_page_of_a_one_time_link_says_how_long_it_works_in_both_languages()
    {
        var browser = new Browser(await fixture.MunicipalityAsync());

        (await browser.SendAsync(HttpMethod.Get, "/account/password")).Content.Should().Contain("niet langer dan 24 uur");
        (await browser.SendAsync(HttpMethod.Get, "/account/password?language=en")).Content.Should().Contain("no longer than 24 hours");
    }

    private static Dictionary<string, string> Credentials(string email, string password) =>
        new(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = password };

    private static string Refusal(Page page) => Regex.Match(page.Content, "id=\"problem\">(?<text>[^<]+)<", RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)).Groups["text"].Value;

    private static async Task<HttpResponseMessage> GetAsync(ServedMunicipality municipality, string path, string? accepted = null)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get,
            new Uri($"http://127.0.0.1:{municipality.Fixture.Platform.Port}{path}"))
        { Headers = { Host = municipality.Host } };
        if (accepted is not null) message.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        return await http.SendAsync(message);
    }
}
