using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Web.Pages;

/// <summary>The agents' page comes in parts, each a file of its own.</summary>
public sealed class PageFilesTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Each_script_and_style_sheet_of_the_agents_page_is_served_as_what_it_is()
    {
        var municipality = await fixture.MunicipalityAsync();
        var dist = Repository.File("agent-ui", "dist");
        var files = Directory.EnumerateFiles(Path.Combine(dist, "assets")).Select(file => "/" + Path.GetRelativePath(dist, file)).ToList();

        files.Should().Contain(file => file.StartsWith("/assets/CallsPage-", StringComparison.Ordinal), "the pages are loaded one by one");
        foreach (var file in files)
        {
            using var answer = await GetAsync(municipality.Host, file);
            ((int)answer.StatusCode).Should().Be(200, file);
            answer.Content.Headers.ContentType!.MediaType.Should().Be(
                Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", _ => "image/svg+xml" }, file);
            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal(["nosniff"], file);
        }
    }

    [Fact]
    public async Task A_script_that_went_with_an_upgrade_is_not_found_so_that_the_page_can_say_so()
    {
        var municipality = await fixture.MunicipalityAsync();

        using var answer = await GetAsync(municipality.Host, "/assets/CallsPage-00000000.js");

        ((int)answer.StatusCode).Should().Be(404);
    }

    [Fact]
    public async Task The_agents_page_and_no_other_may_use_the_microphone_and_has_an_address_for_the_check_of_a_phone()
    {
        var municipality = await fixture.MunicipalityAsync();

        foreach (var path in (string[])["/", "/telefoon"])
        {
            using var answer = await GetAsync(municipality.Host, path);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("/assets/index-", path);
            var policy = answer.Headers.GetValues("Permissions-Policy").Should().ContainSingle().Which;
            policy.Should().MatchRegex(@"(^|, )microphone=\(?self\)?(,|$)").And.MatchRegex(@"(^|, )speaker-selection=\(?self\)?(,|$)")
                .And.MatchRegex(@"(^|, )autoplay=\(?self\)?(,|$)").And.Contain("camera=()").And.NotContain("microphone=()");
        }
        foreach (var path in (string[])["/bel", "/account/password"])
        {
            using var answer = await GetAsync(municipality.Host, path);
            answer.Headers.GetValues("Permissions-Policy").Should().ContainSingle(path).Which.Should().Contain("microphone=()", path);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string host, string path)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{fixture.Platform.Port}{path}"));
        message.Headers.Host = host;
        return await http.SendAsync(message);
    }
}
