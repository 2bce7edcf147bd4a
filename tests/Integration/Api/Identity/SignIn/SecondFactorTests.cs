using System.Net;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using OtpNet;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

public sealed partial class SecondFactorTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private const string Add = "/account/second-factor/add";

    [Fact]
    public async Task Where_it_is_required_a_password_alone_gives_nothing_until_an_app_has_shown_a_right_code()
    {
        var municipality = await MunicipalityAsync(secondFactor: null);
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var setUp = await browser.SignInAsync(email, SignedIn.Password);

        (await new GraphQLClient(municipality) { Cookie = browser.CookieHeader }.SendAsync("{ accounts { id } }")).Code.Should()
            .Be("NOT_SIGNED_IN");
        (await browser.Copy().SendAsync(HttpMethod.Get, "/sign-in")).Content.Should()
            .Contain("name=\"Password\"", "half a sign-in is none at the provider");
        (await browser.SubmitAsync(setUp, Code("000000x"))).Content.Should().Contain("klopt niet");
        (await municipality.QueryAsync("SELECT count(second_factor_sealed) FROM account")).Should().Equal("0");

        await FinishAsync(browser, await browser.SubmitAsync(setUp, Code(CodeOf(KeyOn(setUp)))));
        (await new GraphQLClient(municipality) { Cookie = browser.CookieHeader }.SendAsync("{ accounts { id } }")).Errors.Should()
            .BeEmpty();
        (await municipality.QueryAsync("SELECT count(*) FROM recovery_code")).Should().Equal("10");
        (await municipality.QueryAsync("SELECT count(*) FROM audit_log WHERE action = 'SecondFactorSet'")).Should().Equal("1");
    }

    [Fact]
    public async Task A_code_of_the_app_and_a_recovery_code_work_once()
    {
        var municipality = await MunicipalityAsync("required");
        var (email, key, recovery) = await SetUpAsync(municipality);

        (await TryAsync(municipality, email, CodeOf(key))).Should().BeFalse("it was used at the set-up");
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        (await TryAsync(municipality, email, CodeOf(KeyGeneration.GenerateRandomKey(20)))).Should().BeFalse("it is of another app");
        var code = CodeOf(key);
        (await TryAsync(municipality, email, code)).Should().BeTrue();
        (await TryAsync(municipality, email, code)).Should().BeFalse("it was used");
        (await TryAsync(municipality, email, recovery[0].ToUpperInvariant(), recovery: true)).Should().BeTrue();
        (await TryAsync(municipality, email, recovery[0], recovery: true)).Should().BeFalse("it was used");
        (await municipality.QueryAsync("SELECT count(*) FROM recovery_code")).Should().Equal("9");
    }

    [Fact]
    public async Task Of_two_who_use_the_same_code_at_the_same_moment_one_gets_in()
    {
        var municipality = await MunicipalityAsync("required");
        var (email, key, recovery) = await SetUpAsync(municipality);
        foreach (var round in Enumerable.Range(0, 5))
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(60));
            var code = CodeOf(key);

            (await Task.WhenAll(TryAsync(municipality, email, code), TryAsync(municipality, email, code))).Should()
                .BeEquivalentTo([true, false], $"round {round}");
            (await Task.WhenAll(TryAsync(municipality, email, recovery[round], recovery: true),
                TryAsync(municipality, email, recovery[round], recovery: true)))
                .Should().BeEquivalentTo([true, false], $"round {round}");
        }
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_whatever_is_signed_in_with_in_between()
    {
        var municipality = await MunicipalityAsync("required");
        var (email, key, _) = await SetUpAsync(municipality);
        fixture.Time.Advance(TimeSpan.FromSeconds(60));

        // Each begins with the right password.
        for (var attempt = 0; attempt < 5; attempt++) (await TryAsync(municipality, email, "12345")).Should().BeFalse();

        (await new Browser(municipality).SignInAsync(email, SignedIn.Password)).Content.Should().Contain("klopt niet");
        (await municipality.QueryAsync("SELECT count(*) FROM audit_log WHERE action = 'AccountLocked'")).Should().Equal("1");
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        (await TryAsync(municipality, email, CodeOf(key))).Should().BeTrue();
    }

    [Fact]
    public async Task After_a_reset_half_a_sign_in_is_worth_nothing_and_a_new_one_is_set_up_where_it_is_required()
    {
        var municipality = await MunicipalityAsync("required");
        var (email, _, _) = await SetUpAsync(municipality);
        var half = new Browser(municipality);
        var page = await half.SignInAsync(email, SignedIn.Password);

        await municipality.ExecuteAsync("UPDATE account SET second_factor_sealed = NULL, second_factor_step = NULL");

        (await half.SubmitAsync(page, Code("123456"))).Content.Should().Contain("name=\"Password\"", "the account is not what it was");
        (await new Browser(municipality).SignInAsync(email, SignedIn.Password)).Path.Should().Be("/account/second-factor/set-up");
    }

    [Fact]
    public async Task The_providers_cookie_works_once_and_no_copy_of_it_signs_in_again()
    {
        var municipality = await MunicipalityAsync("optional");
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var form = await browser.OpenSignInAsync();
        await browser.SubmitAsync(form,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = SignedIn.Password }, follow: false);
        var (thief, request) = (browser.Copy(), browser.LastRedirect!.OriginalString);
        request.Should().StartWith("/connect/authorize?");

        await browser.SendAsync(HttpMethod.Get, request, follow: false);
        browser.LastRedirect!.OriginalString.Should().Contain("/sign-in/callback?code=");
        await thief.SendAsync(HttpMethod.Get, request, follow: false);
        thief.LastRedirect!.OriginalString.Should().Contain("/account/sign-in", "it was used up");
        browser.CookieHeader.Should().NotContain("idbellen-provider");
    }

    [Theory]
    [InlineData("/account/second-factor")]
    [InlineData("/account/second-factor/set-up")]
    public async Task A_form_that_another_site_made_is_refused(string path) =>
        (await new Browser(await MunicipalityAsync("required")).SendAsync(HttpMethod.Post, path, Code("123456"))).Status.Should()
            .Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Where_it_is_optional_nobody_adds_one_without_signing_in_and_the_password()
    {
        var municipality = await MunicipalityAsync("optional");
        var browser = new Browser(municipality);

        (await browser.SendAsync(HttpMethod.Get, Add)).Path.Should().StartWith("/account/sign-in");
        await browser.SignInAsync((await municipality.AdminAsync()).Email, SignedIn.Password);
        var refused = await browser.SubmitAsync(await browser.SendAsync(HttpMethod.Get, Add), Password("something else"));

        refused.Content.Should().Contain("klopt niet").And.NotContain("id=\"key\"");
        (await browser.SendAsync(HttpMethod.Get, "/account/second-factor/set-up")).Path.Should().NotContain("second-factor");
        (await browser.SendAsync(HttpMethod.Post, Add, Password(SignedIn.Password))).Status.Should()
            .Be(HttpStatusCode.BadRequest, "another site made that form");
    }

    [Fact]
    public async Task Who_adds_one_where_it_is_optional_stays_signed_in_and_must_show_it_from_then_on()
    {
        var municipality = await MunicipalityAsync("optional");
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        await browser.SignInAsync(email, SignedIn.Password);

        var page = await browser.SubmitAsync(await browser.SendAsync(HttpMethod.Get, Add), Password(SignedIn.Password));
        var done = await browser.SubmitAsync(page, Code(CodeOf(KeyOn(page))));

        Recovery().Count(done.Content).Should().Be(10);
        (await new GraphQLClient(municipality) { Cookie = browser.CookieHeader }.SendAsync("{ accounts { id } }")).Errors.Should()
            .BeEmpty();
        (await browser.SendAsync(HttpMethod.Get, Add)).Content.Should().Contain("U heeft al een tweede factor").And.NotContain(
            "name=\"Password\"");
        (await browser.SendAsync(HttpMethod.Get, "/sign-in")).Content.Should()
            .Contain("name=\"Password\"", "adding one is no sign-in at the provider");
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        (await TryAsync(municipality, email, "000000x")).Should().BeFalse();
        (await TryAsync(municipality, email, CodeOf(KeyOn(page)))).Should().BeTrue();
        (await municipality.QueryAsync("SELECT count(*) FROM audit_log WHERE action = 'SecondFactorSet'")).Should().Equal("1");
    }

    private Task<ServedMunicipality> MunicipalityAsync(string? secondFactor) =>
        fixture.MunicipalityAsync(spec => spec with { SecondFactor = secondFactor });

    private async Task<(string Email, byte[] Key, IReadOnlyList<string> Recovery)> SetUpAsync(ServedMunicipality municipality)
    {
        var email = (await municipality.AdminAsync()).Email;
        var browser = new Browser(municipality);
        var page = await browser.SignInAsync(email, SignedIn.Password);
        var done = await browser.SubmitAsync(page, Code(CodeOf(KeyOn(page))));
        return (email, KeyOn(page), [.. Recovery().Matches(done.Content).Select(found => found.Groups["code"].Value)]);
    }

    internal static async Task FinishAsync(Browser browser, Page done)
    {
        Recovery().Count(done.Content).Should().Be(10);
        await browser.SendAsync(HttpMethod.Get, WebUtility.HtmlDecode(Regex.Match(done.Content, "href=\"(?<to>/connect/authorize[^\"]*)\"",
            RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["to"].Value));
    }

    /// <summary>Signs in with the right password and this code; whether it was accepted.</summary>
    private static async Task<bool> TryAsync(ServedMunicipality municipality, string email, string code, bool recovery = false)
    {
        var browser = new Browser(municipality);
        var page = await browser.SignInAsync(email, SignedIn.Password);
        page.Path.Should().Be("/account/second-factor");
        if (recovery) page = await browser.SendAsync(HttpMethod.Get, "/account/second-factor?Recovery=true");
        await browser.SubmitAsync(page, Code(code));
        return browser.CookieHeader.Contains("__Host-idbellen=", StringComparison.Ordinal);
    }

    private string CodeOf(byte[] key) => new Totp(key).ComputeTotp(fixture.Time.GetUtcNow().UtcDateTime);

    internal static byte[] KeyOn(Page page) => Base32Encoding.ToBytes(
        Regex.Match(page.Content, "id=\"key\">(?<key>[A-Z2-7 ]+)<", RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal));

    private static Dictionary<string, string> Password(string password) => new(StringComparer.Ordinal) { ["Password"] = password };

    private static Dictionary<string, string> Code(string code) => new(StringComparer.Ordinal) { ["Code"] = code };

    [GeneratedRegex("account-code\">(?<code>[a-z2-9]{5}-[a-z2-9]{5})<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recovery();
}
