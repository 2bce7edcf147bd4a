using System.Globalization;
using System.Text;
using IdBellen.Tests.Integration.Api.Fuzz;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Web.Edge;

/// <summary>Spellings of the host, and headers that are there twice.</summary>
public sealed class HostTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("{name}.localhost", 200)]
    [InlineData("{NAME}.LocalHost:{port}", 200)]
    [InlineData("{name}.localhost.", 200)]
    [InlineData("{NAME}.localhost.:{port}", 200)]
    [InlineData("{name}.localhost:443", 200)]
    [InlineData("{name}.localhost..", 404)]
    [InlineData(".{name}.localhost", 404)]
    [InlineData("{name}_.localhost", 404)]
    [InlineData("[::1]", 404)]
    [InlineData("[::1]:80", 404)]
    [InlineData("127.0.0.1", 404)]
    [InlineData("x@{name}.localhost", 400)]
    [InlineData("{name}.localhost:99999", 400)]
    [InlineData("{name}.localhost:0", 400)]
    [InlineData("{name}.localhost:99999999999999", 400)]
    [InlineData("{name}.localhost:", 400)]
    [InlineData("{name}.localhost:8a", 400)]
    [InlineData("{name}.localhost, evil.example", 400)]
    [InlineData("", 400)]
    public async Task A_host_is_the_same_municipality_in_every_right_spelling_and_a_wrong_one_is_refused(string host, int status)
    {
        var municipality = await fixture.SharedMunicipalityAsync();

        var answer = await SendAsync("POST /graphql", $"Host: {Spelled(host, municipality)}", "{\"query\":\"{ municipality { name } }\"}");

        answer.Status.Should().Be(status);
        if (status == 200) answer.Text.Should().Contain($"\"name\":\"{municipality.Name}\"");
    }

    [Fact]
    public async Task Two_hosts_and_none_are_refused()
    {
        var municipality = await fixture.SharedMunicipalityAsync();

        (await SendAsync("GET /healthz", $"Host: {municipality.Host}\r\nHost: {municipality.Host}")).Status.Should().Be(400);
        (await SendAsync("GET /", "X: y")).Status.Should().Be(400);
        using var line = new RawLine(fixture.Platform.Port);
        (await line.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\n\r\n"), isLast: false)).Status.Should().BeOneOf(400, 404);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in?returnUrl=%2Fx%3Fy%3D1")]
    [InlineData("/account/password")]
    public async Task A_browser_at_the_host_with_a_final_dot_is_led_to_the_one_without_where_its_cookies_are(string path)
    {
        var municipality = await fixture.SharedMunicipalityAsync();

        var answer = await SendAsync($"GET {path}", Spelled("Host: {NAME}.localhost.:{port}", municipality));

        answer.Status.Should().Be(308);
        answer.Text.Should().Contain($"\r\nLocation: {municipality.Origin}{path}\r\n").And.NotContain("Set-Cookie");
    }

    [Fact]
    public async Task An_origin_with_a_final_dot_or_a_second_one_is_not_ours()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var asked = $"Host: {municipality.Host}\r\nCookie: {agent.Cookie}";
        const string Query = "{\"query\":\"{ viewer { id } }\"}";
        var dotted = municipality.Origin.Replace(".localhost:", ".localhost.:", StringComparison.Ordinal);

        (await SendAsync("POST /graphql", $"{asked}\r\nOrigin: {municipality.Origin}", Query)).Text.Should().Contain("\"id\"");
        (await SendAsync("POST /graphql", $"{asked}\r\nOrigin: {dotted}", Query)).Status.Should().Be(403);
        foreach (var two in new[] { "Origin: https://evil.example", $"Origin: {municipality.Origin}", "Origin: " })
            (await SendAsync("POST /graphql", $"{asked}\r\nOrigin: {municipality.Origin}\r\n{two}", Query)).Status.Should().Be(400);
        (await SendAsync("POST /sign-out", $"{asked}\r\nOrigin: {municipality.Origin}\r\nOrigin: https://evil.example", "")).Status.Should()
            .Be(400);
        (await SendAsync("POST /graphql", $"{asked}\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b", Query)).Status.Should().Be(400);
        (await agent.GraphQL.SendAsync("{ viewer { id } }")).Errors.Should().BeEmpty("nobody was signed out");
    }

    [Theory]
    [InlineData("GET /sign-in")]
    [InlineData("GET /connect/authorize?client_id=x")]
    [InlineData("POST /connect/logout")]
    [InlineData("POST /graphql")]
    public async Task A_proxy_that_speaks_of_another_scheme_is_refused(string what)
    {
        var municipality = await fixture.SharedMunicipalityAsync();

        foreach (var scheme in new[] { "99999999999999999999", "ftp", "javascript" })
        {
            var answer = await SendAsync(what, $"Host: {municipality.Host}\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: {scheme}",
                what[0] == 'P' ? "{}" : null);
            answer.Status.Should().Be(400);
            answer.Text.Should().Contain("BAD_REQUEST");
        }
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/graphql?query={municipality{name}}")]
    [InlineData("/sign-in")]
    [InlineData("/account/password")]
    [InlineData("/nowhere")]
    public async Task No_page_of_another_origin_may_embed_an_answer(string path)
    {
        var municipality = await fixture.SharedMunicipalityAsync();

        (await SendAsync($"GET {path}", $"Host: {municipality.Host}")).Text.Should()
            .Contain("\r\nCross-Origin-Resource-Policy: same-origin\r\n");
        (await SendAsync($"GET {path}", "Host: nergens.localhost")).Text.Should()
            .Contain("\r\nCross-Origin-Resource-Policy: same-origin\r\n");
    }

    private string Spelled(string text, ServedMunicipality municipality) => text
        .Replace("{name}", municipality.Name, StringComparison.Ordinal)
        .Replace("{NAME}", municipality.Name.ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("{port}", fixture.Platform.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private async Task<RawAnswer> SendAsync(string what, string headers, string? body = null)
    {
        using var line = new RawLine(fixture.Platform.Port);
        var content = body is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        return await line.SendAsync(Encoding.ASCII.GetBytes($"{what} HTTP/1.1\r\n{headers}\r\n{content}\r\n{body}"), isLast: false);
    }
}
