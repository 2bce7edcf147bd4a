using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Web.Pages;

/// <summary>What a browser or a proxy may keep of our answers.</summary>
public sealed class StoringTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task No_page_and_no_answer_may_be_stored()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var call = (await anna.CallAsync()).Id;
        var link = new Uri((await anna.TakeAsync(call)).Call!.Links[0].Url, UriKind.RelativeOrAbsolute);
        string[] addresses =
        [
            "/", "/telefoon", "/bel", "/i", "/sign-in", "/sign-in/callback?code=x&state=y", "/signed-out", "/account/password",
            "/account/failed",
            "/account/second-factor/add",
            "/graphql?query={viewer{id}}", "/graphql?query={liveCalls{attributes{value}callerNumber}}", link.IsAbsoluteUri
                ? link.PathAndQuery : link.OriginalString,
            "/calls/x/links/y", "/connect/authorize", "/.well-known/openid-configuration", "/nowhere",
        ];

        foreach (var address in addresses)
        {
            using var answer = await (anna.GraphQL with { FetchSite = "same-origin" })
                .SendAsync(HttpMethod.Get, address, accept: "text/html, application/json");
            (answer.Headers.CacheControl?.NoStore == true).Should().BeTrue($"{address} ({(int)answer.StatusCode}) may not be stored");
        }
        using var posted = await municipality.Citizen.PostAsync("""{"query":"{ municipality { name } }"}""");
        posted.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_is_compressed_so_that_no_length_tells_of_a_secret_and_nothing_hides_from_the_search_of_the_forensic_test()
    {
        var municipality = await fixture.MunicipalityAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        foreach (var path in (string[])["/", "/bel", "/sign-in", "/graphql?query={municipality{name}}"])
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{fixture.Platform.Port}{path}"));
            message.Headers.Host = municipality.Host;
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br, zstd");
            using var answer = await http.SendAsync(message);
            ((int)answer.StatusCode).Should().BeLessThan(400, path);
            answer.Content.Headers.ContentEncoding.Should().BeEmpty(path);
        }
    }
}
