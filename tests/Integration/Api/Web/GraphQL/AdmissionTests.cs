using System.Net;
using System.Net.Http.Json;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;

namespace IdBellen.Tests.Integration.Api.Web.GraphQL;

/// <summary>How much one asker may have at once.</summary>
public sealed class AdmissionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Watch = "subscription { liveCalls { id } }";

    [Fact]
    public async Task Streams_are_capped_for_each_person_and_free_again_when_one_ends()
    {
        var (replica, port) = await StartAsync(("StreamsPerPerson", "2"));
        await using var _ = replica;
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.ServedAtAsync(port);
        var (anna, bram) = (agents[0].GraphQL with { Port = port }, agents[1].GraphQL with { Port = port });
        var open = new[] { await StreamAsync(anna, Watch), await StreamAsync(anna, Watch) };

        using var third = await StreamAsync(anna, Watch);
        using var ofAnother = await StreamAsync(bram, Watch);
        open[0].Dispose();

        third.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta.Should().BePositive();
        (await third.Content.ReadAsStringAsync()).Should().Contain("TOO_MANY_REQUESTS");
        ofAnother.StatusCode.Should().Be(HttpStatusCode.OK);
        await Eventually.BeTrueAsync(async () =>
        {
            using var again = await StreamAsync(anna, Watch);
            return again.IsSuccessStatusCode;
        }, what: "there is room again");
        open[1].Dispose();
    }

    [Fact]
    public async Task Streams_are_capped_for_the_exchange_and_for_the_citizens_of_one_municipality()
    {
        var (replica, port) = await StartAsync(("StreamsPerExchange", "1"), ("CitizenStreamsPerMunicipality", "1"));
        await using var _ = replica;
        var municipality = await fixture.MunicipalityAsync();
        var other = await fixture.MunicipalityAsync();
        await other.ServedAtAsync(port);
        foreach (var (client, query) in new[]
        {
            (await municipality.ExchangeAsync() with { Port = port }, "subscription { assignments { callReference } }"),
            (municipality.Citizen with { Port = port }, await StatusOfAsync(municipality)),
        })
        {
            using var first = await StreamAsync(client, query);
            using var second = await StreamAsync(client, query);
            first.StatusCode.Should().Be(HttpStatusCode.OK);
            second.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
            if (client.Authorization is not null) continue;
            using var elsewhere = await StreamAsync(other.Citizen with { Port = port }, await StatusOfAsync(other));
            elsewhere.StatusCode.Should().Be(HttpStatusCode.OK, "another municipality has its own");
        }
    }

    [Fact]
    public async Task An_address_that_starts_too_many_sessions_must_wait_and_others_need_not()
    {
        var (replica, port) = await StartAsync(("CitizenMutationsPerMinute", "3"));
        await using var _ = replica;
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync() with { Port = port };
        await municipality.ServedAtAsync(port);

        var same = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StartFromAsync(municipality, port, "192.0.2.1")));
        var other = await StartFromAsync(municipality, port, "192.0.2.2");
        for (var report = 0; report < 6; report++) await exchange.ReportAsync("busy", "QUEUED");

        same.Count(status => status == HttpStatusCode.OK).Should().BeInRange(3, 4, "one more may have been earned meanwhile");
        same.Where(status => status != HttpStatusCode.OK).Should().OnlyContain(status => status == HttpStatusCode.TooManyRequests);
        other.Should().Be(HttpStatusCode.OK);
        fixture.Log.Lines.Should().NotContain(line => line.Contains("192.0.2.", StringComparison.Ordinal), "addresses are not logged");
    }

    private static async Task<HttpStatusCode> StartFromAsync(ServedMunicipality municipality, int port, string address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/graphql"))
        {
            Content = JsonContent.Create(new { query = "mutation { startSession(purpose: \"none\") { statusToken } }" }),
        };
        request.Headers.Host = municipality.Host;
        // The proxy in front, on loopback, is believed.
        request.Headers.Add("X-Forwarded-For", address);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> StatusOfAsync(ServedMunicipality municipality) =>
        $"subscription {{ sessionStatus(statusToken: \"{(await municipality.StartAsync()).StatusToken}\") {{ state }} }}";

    private static Task<HttpResponseMessage> StreamAsync(GraphQLClient client, string query) =>
        client.PostAsync(System.Text.Json.JsonSerializer.Serialize(new { query }), accept: "text/event-stream");

    private async Task<(WebApplication Replica, int Port)> StartAsync(params (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.Free();
        return (await fixture.StartReplicaAsync(port, builder =>
        {
            foreach (var (name, value) in settings) builder.Configuration[$"Admission:{name}"] = value;
        }), port);
    }
}
