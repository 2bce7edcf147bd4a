using System.Net;

namespace IdBellen.Tests.Integration.Demo.MunicipalPages;

public sealed class PagesTests
{
    private const string Municipalities =
        """
        Municipalities=[{"name":"arnhem","displayName":"Gemeente Arnhem","origin":"http://arnhem.localhost:8080","phoneNumber":"+31263770000",
                         "purposes":[{"name":"uitkering","title":"Vraag over uw <uitkering>"}]},
                        {"name":"nijmegen","displayName":"Gemeente Nijmegen","origin":"http://nijmegen.localhost:8080","phoneNumber":"+31243299000"}]
        """;

    [Fact]
    public async Task An_unknown_municipality_is_404_with_a_way_back()
    {
        await using var demo = await RunningDemo.StartAsync(Municipalities);

        using var answer = await demo.Pages.GetAsync("gemeente/nergens", RunningDemo.Cancelled);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Contain("Naar het overzicht");
    }

    [Fact]
    public async Task Posts_that_another_site_causes_are_refused()
    {
        await using var demo = await RunningDemo.StartAsync(Municipalities);
        var request = new HttpRequestMessage(HttpMethod.Post,
            "telephone/dial")
        { Content = new StringContent("{}", null!, "application/json") };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await demo.Pages.SendAsync(request, RunningDemo.Cancelled);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wallet")]
    [InlineData("telephone")]
    [InlineData("gemeente/arnhem")]
    public async Task Every_page_says_that_it_is_a_stand_in_and_holds_nothing_inline(string path)
    {
        await using var demo = await RunningDemo.StartAsync(Municipalities);

        using var answer = await demo.Pages.GetAsync(path, RunningDemo.Cancelled);
        var html = await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled);

        html.Should().Contain("Nagebootst voor de demo").And.NotContain("style=").And.NotContain("<style").And.NotContain("onclick");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
    }

    [Fact]
    public async Task A_municipal_page_carries_the_hosted_button_for_each_purpose_and_may_load_nothing_else()
    {
        await using var demo = await RunningDemo.StartAsync(Municipalities);

        using var answer = await demo.Pages.GetAsync("gemeente/arnhem", RunningDemo.Cancelled);
        var html = await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled);

        html.Should().Contain("<script src=\"http://arnhem.localhost:8080/widget.js\"></script>");
        html.Should().Contain("<id-bellen-button purpose=\"uitkering\" language=\"nl\">").And.Contain("&lt;uitkering&gt;");
        html.Should().Contain("Open de demo-wallet").And.Contain("href=\"http://arnhem.localhost:8080/i\"").And.Contain(
            "href=\"http://arnhem.localhost:8080/bel\"");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should()
            .Contain("script-src 'self' http://arnhem.localhost:8080;").And.Contain("connect-src 'self' http://arnhem.localhost:8080;");
    }

    [Fact]
    public async Task The_index_links_to_every_municipality_each_with_its_own_colour()
    {
        await using var demo = await RunningDemo.StartAsync(Municipalities);

        var html = await demo.Pages.GetStringAsync("", RunningDemo.Cancelled);

        html.Should().Contain("href=\"/gemeente/arnhem\"").And.Contain("href=\"/gemeente/nijmegen\"");
        html.Should().Contain("accent-0").And.Contain("accent-1");
    }
}
