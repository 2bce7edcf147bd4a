using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>Sign-ins that are begun and not finished.</summary>
public sealed partial class HostileProviderTests
{
    [Fact]
    public async Task Fifty_sign_ins_at_the_municipalitys_own_provider_that_nobody_finished_fill_no_header_line_and_the_next_one_works()
    {
        var attempt = await fixture.BeginAsync();

        for (var begun = 0; begun < 50; begun++) await attempt.Browser.BeginAsync($"/{string.Concat(Enumerable.Repeat("é", 24))}");

        attempt.Browser.CookieHeader.Length.Should().BeLessThan(BegunSignInTests.LongestCookieLine);
        attempt.Browser.LongestHeaders.Should().BeLessThan(BegunSignInTests.LongestAnswer);
        var next = new SignInAttempt(fixture, attempt.Municipality, attempt.Browser, await attempt.Browser.BeginAsync());
        await next.SucceedAsync(next.Answer(next.IdToken().Signed(Provider.Key)));
        attempt.Browser.LongestHeaders.Should().BeLessThan(BegunSignInTests.LongestAnswer);
    }

    [Fact]
    public async Task Two_tabs_at_the_municipalitys_own_provider_both_come_in()
    {
        var first = await fixture.BeginAsync();
        var tab = new Browser(first.Municipality);
        var second = new SignInAttempt(fixture, first.Municipality, first.Browser, await tab.BeginAsync());
        first.Browser.TakeCookiesOf(tab);

        await first.SucceedAsync(first.Answer(first.IdToken().Signed(Provider.Key)));
        await second.SucceedAsync(second.Answer(second.IdToken().Signed(Provider.Key)));
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(16, false)]
    public async Task A_sign_in_lasts_fifteen_minutes_however_long_the_browser_keeps_its_cookie(int minutes, bool isIn)
    {
        var attempt = await fixture.BeginAsync();
        var answer = attempt.Answer(attempt.IdToken().Signed(Provider.Key));
        fixture.Api.Time.Advance(TimeSpan.FromMinutes(minutes));
        try
        {
            if (isIn) await attempt.SucceedAsync(answer);
            else await attempt.FailAsync(answer);
        }
        finally
        {
            fixture.Api.Time.Advance(-TimeSpan.FromMinutes(minutes));
        }
    }

    [Fact]
    public async Task An_ID_token_whose_nonce_is_of_another_tab_of_the_same_browser_is_refused()
    {
        var first = await fixture.BeginAsync();
        var second = new SignInAttempt(fixture, first.Municipality, first.Browser, await first.Browser.BeginAsync());

        await first.FailAsync(first.Answer(second.IdToken().Signed(Provider.Key)));
    }
}
