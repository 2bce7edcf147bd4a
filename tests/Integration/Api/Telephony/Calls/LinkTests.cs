using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>Links into the municipality's own systems.</summary>
public sealed class LinkTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Nobody_but_the_taker_is_led_anywhere()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.IdentifiedCallAsync();
        var call = (await agents[0].TakeAsync((await agents[0].CallAsync()).Id)).Call!;
        var path = call.Links[0].Url;

        foreach (var client in (GraphQLClient[])[municipality.Citizen, agents[1].GraphQL, (await municipality.AdminAsync()).GraphQL,
            await municipality.ExchangeAsync()])
        {
            using var answer = await client.SendAsync(HttpMethod.Get, path);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            answer.Headers.Location.Should().BeNull();
        }
        using var fromElsewhere = await (agents[0].GraphQL with { FetchSite = "cross-site" }).SendAsync(HttpMethod.Get, path);
        fromElsewhere.StatusCode.Should().Be(HttpStatusCode.Forbidden, "another page must not make an agent's browser follow it");
        using var unknown = await agents[0].GraphQL.SendAsync(HttpMethod.Get, path[..^16] + "0000000000000000");
        unknown.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'link'")).Should().Equal("0");
    }

    [Fact]
    public async Task Each_use_is_written_down_without_content_and_leads_to_the_filled_in_address()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var call = (await agent.TakeAsync((await agent.CallAsync()).Id)).Call!;
        var path = call.Links[0].Url;

        for (var use = 0; use < 2; use++)
        {
            using var answer = await (agent.GraphQL with { FetchSite = "same-origin" }).SendAsync(HttpMethod.Get, path);
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
            answer.Headers.Location!.AbsoluteUri.Should()
                .Be($"https://zaken.example.nl/zoek/Fatima%20Nora%20el%20Amrani?bsn={ServedMunicipality.Bsn}");
            answer.Headers.CacheControl!.NoStore.Should().BeTrue();
            answer.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        }

        (await municipality.QueryAsync("SELECT link FROM data_access_log WHERE action = 'link'")).Should()
            .Equal("Open zaaksysteem", "Open zaaksysteem");
        fixture.Log.Lines.Should().NotContain(line => line.Contains(ServedMunicipality.Bsn, StringComparison.Ordinal));
    }
}
