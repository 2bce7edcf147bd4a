using IdBellen.Tests.Integration.GraphQL;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Web.GraphQL;

/// <summary>The suites and clients of others, in Node, against the real api; and against a toy schema for what ours never does.</summary>
public sealed class ConformanceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("http.test.js")]
    [InlineData("sse.test.js")]
    [InlineData("ws.test.js")]
    public async Task The_api_speaks_as_the_protocols_say(string suite)
    {
        var municipality = await fixture.MunicipalityAsync();
        await using var toy = await ToyServer.StartAsync(("KeepAlive", "00:00:00.2"));

        // Fails with the names of the tests that did.
        var report = await Command.RunAsync(
            "node", ["--test", "--test-reporter=tap", Repository.File("tests", "Conformance", suite)], new Dictionary<string, string?>(
                StringComparer.Ordinal)
            {
                ["IDBELLEN_GRAPHQL_URL"] = $"{municipality.Origin}/graphql",
                ["IDBELLEN_TOY_URL"] = toy.Url.ToString(),
                ["IDBELLEN_EXCHANGE"] = (await municipality.ExchangeAsync()).Authorization,
            });

        TestContext.Current.TestOutputHelper?.WriteLine(report);
    }
}
