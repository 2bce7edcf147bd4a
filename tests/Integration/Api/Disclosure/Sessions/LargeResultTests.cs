using System.Net;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>A portrait arrives, however it comes, and only the agent who takes the call gets it.</summary>
public sealed class LargeResultTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Name = "pbdf.gemeente.personalData.fullname";
    private static readonly string Portrait = Convert.ToBase64String([0xFF, 0xD8, 0xFF, .. new byte[150_000]]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_arrives_and_goes_to_the_taker_alone(bool callback)
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Irma = spec.Irma with { Callback = callback } });
        if (await municipality.AgentsAsync("anna", "bram") is not [var anna, var bram]) throw new InvalidOperationException();
        var code = await DiscloseAsync(municipality);
        await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1");

        var waiting = await anna.CallAsync();
        var taken = await anna.GraphQL.SendAsync(
            $"mutation ($id: ID!) {{ takeCall(callId: $id) {{ outcome call {{ {SignedIn.CallFields} }} }} }}", new { id = waiting.Id });

        waiting.Attributes.Should().BeEmpty("the overview holds nothing but the name");
        taken.Accepted.ToJsonString().Length.Should().BeLessThan(4_000);
        var address = await AddressAsync(anna);
        using var photo = await anna.GraphQL.SendAsync(HttpMethod.Get, address);
        photo.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        Convert.ToBase64String(await photo.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().Be(Portrait);
        (await bram.GraphQL.SendAsync(HttpMethod.Get, address)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await municipality.Citizen.SendAsync(HttpMethod.Get, address)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await (anna.GraphQL with { FetchSite = "cross-site" }).SendAsync(HttpMethod.Get, address)).StatusCode.Should()
            .Be(HttpStatusCode.Forbidden);
        (await municipality.QueryAsync("SELECT octet_length(attributes_sealed) < 4000 FROM session")).Should().Equal("True");

        await anna.FinishAsync(waiting.Id);

        (await anna.GraphQL.SendAsync(HttpMethod.Get, address)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await municipality.QueryAsync("SELECT count(*) FROM large_attributes")).Should().Equal("0");
    }

    [Fact]
    public async Task It_is_erased_when_the_citizen_cancels()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        await ProveAsync(session);
        (await municipality.QueryAsync("SELECT count(*) FROM large_attributes")).Should().Equal("1");

        await municipality.Citizen.GetAsync("mutation ($t: String!) { cancelSession(statusToken: $t) { state } }",
            new { t = session.StatusToken });

        (await municipality.QueryAsync("SELECT count(*) FROM large_attributes")).Should().Equal("0");
    }

    private static async Task<string> DiscloseAsync(ServedMunicipality municipality) => await ProveAsync(await municipality.StartAsync());

    private static async Task<string> ProveAsync(CitizenSession session)
    {
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();
        await app.ProveAsync(values: new JsonObject { [Name] = Portrait }.ToJsonString());
        await session.BecomesAsync("DISCLOSED");
        return code;
    }

    private static async Task<string> AddressAsync(SignedIn agent)
    {
        var calls = await agent.GraphQL.GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { attributes { identifier value address } } }");
        var attribute = calls[0].Attributes!.Single(one => one.Identifier == Name);
        attribute.Value.Should().BeEmpty();
        return attribute.Address!;
    }
}
