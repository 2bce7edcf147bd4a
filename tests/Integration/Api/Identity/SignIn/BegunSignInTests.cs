using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

/// <summary>Sign-ins that are begun and not finished, at the built-in provider. At a municipality's own: HostileProviderTests.</summary>
public sealed class BegunSignInTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    /// <summary>
    /// nginx answers 502 when the headers of an answer are longer, unless it is told otherwise (proxy_buffer_size, one page).
    /// </summary>
    public const int LongestAnswer = 4096;

    /// <summary>A small part of the 8 kB that nginx takes of a line (large_client_header_buffers).</summary>
    public const int LongestCookieLine = 1000;

    [Fact]
    public async Task Fifty_sign_ins_that_nobody_finished_fill_no_header_line_and_the_next_one_works()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var browser = new Browser(municipality);

        for (var begun = 0; begun < 50; begun++) await browser.BeginAsync($"/{new string('x', 3000)}");

        browser.CookieHeader.Length.Should().BeLessThan(LongestCookieLine);
        // A page's address of 145 characters.
        await browser.SignInAsync(admin.Email, SignedIn.Password, $"/{string.Concat(Enumerable.Repeat("é", 24))}");
        browser.CookieHeader.Should().Contain("__Host-idbellen=");
        browser.LastRedirect!.OriginalString.Should().StartWith("/%C3%A9");
        browser.LongestHeaders.Should().BeLessThan(LongestAnswer);
        (await browser.ViewerAsync(municipality)).Should().NotBeNull();
    }

    [Fact]
    public async Task Two_tabs_that_begin_at_the_same_moment_both_come_in()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var first = new Browser(municipality);
        var second = first.Copy();
        // Neither request had the other's cookies; the browser they are tabs of has both.
        var (one, other) = (await first.OpenSignInAsync(), await second.OpenSignInAsync());
        first.TakeCookiesOf(second);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = admin.Email, ["Password"] = SignedIn.Password };

        await first.SubmitAsync(one, fields, origin: municipality.Origin);
        first.LastRedirect!.OriginalString.Should().Be("/");
        await first.SubmitAsync(other, fields, origin: municipality.Origin);

        first.LastRedirect!.OriginalString.Should().Be("/");
        (await first.ViewerAsync(municipality)).Should().NotBeNull();
    }

    [Fact]
    public async Task Each_cookie_of_each_page_is_for_this_origin_alone_secure_and_out_of_reach_of_scripts()
    {
        var municipality = await fixture.MunicipalityAsync(static spec => spec with { SecondFactor = "required" });
        var (email, link) = (await municipality.FirstAdminLinksAsync()).First();
        var browser = new Browser(municipality);
        await browser.SetPasswordAsync(email, link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], SignedIn.Password);
        await SetUpSecondFactorAsync(browser, email);
        await browser.SendAsync(HttpMethod.Get, "/account/password?language=en");
        foreach (var path in PagesWithoutParameters())
        {
            await browser.SendAsync(HttpMethod.Get, path, follow: false);
            await browser.SendAsync(HttpMethod.Post, path, new Dictionary<string, string>(StringComparer.Ordinal), municipality.Origin,
                follow: false);
        }

        browser.AllSetCookies.Select(static line => line.Split('=')[0].Split('.')[0]).Distinct().Order(StringComparer.Ordinal).Should()
            .Equal(
            "__Host-idbellen", "__Host-idbellen-begun", "__Host-idbellen-first-factor", "__Host-idbellen-form", "__Host-idbellen-language",
            "__Host-idbellen-provider");
        foreach (var line in browser.AllSetCookies)
        {
            var attributes = line.Split("; ").Skip(1).Select(static one => one.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
            attributes.Should().Contain(["PATH=/", "SECURE", "HTTPONLY"], line).And.NotContain(
                one => one.StartsWith("DOMAIN", StringComparison.Ordinal), line);
            attributes.Overlaps(["SAMESITE=LAX", "SAMESITE=STRICT"]).Should().BeTrue(line);
            var isGone = line.Split(';')[0].EndsWith('=');
            if (isGone) attributes.Should()
                .NotContain(one => one.StartsWith("MAX-AGE", StringComparison.Ordinal), "it would keep the cookie");
        }
    }

    private async Task SetUpSecondFactorAsync(Browser browser, string email)
    {
        var setUp = await browser.SignInAsync(email, SignedIn.Password);
        var code = new Totp(SecondFactorTests.KeyOn(setUp)).ComputeTotp(fixture.Time.GetUtcNow().UtcDateTime);
        await SecondFactorTests.FinishAsync(browser,
            await browser.SubmitAsync(setUp, new Dictionary<string, string>(StringComparer.Ordinal) { ["Code"] = code }));
        browser.CookieHeader.Should().Contain("__Host-idbellen=");
    }

    private IEnumerable<string> PagesWithoutParameters() => fixture.Services.GetServices<EndpointDataSource>()
        .SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(static endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
        .Where(static path => !path.Contains('{', StringComparison.Ordinal))
        .Append("/sign-in/callback?code=x&state=y").Append("/signed-out").Append("/").Distinct(StringComparer.Ordinal);
}
