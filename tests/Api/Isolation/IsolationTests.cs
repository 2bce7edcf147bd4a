using AwesomeAssertions;

namespace IdBellen.Tests.Api.Isolation;

/// <summary>Several municipalities, every kind of credential at every host, in an order that chance decides: no row and no event of another one.</summary>
public sealed class IsolationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Requests = 600;

    // Of whatever neighbour the ids and tokens are.
    private static readonly string[] Operations =
    [
        "query ($id: ID!, $token: String!) { liveCalls { id state takenBy callerNumber attributes { value } links { url } } }",
        "query ($id: ID!, $token: String!) { viewer { displayName } accounts { displayName email } colleagues { displayName } }",
        "query ($id: ID!, $token: String!) { sessionStatus(statusToken: $token) { state queuePosition confirmationDigits phoneCall { code } } }",
        "mutation ($id: ID!, $token: String!) { pairSession(statusToken: $token, digits: \"0000\") { state } }",
        "mutation ($id: ID!, $token: String!) { startInvitedSession(code: \"23456789\") { statusToken } }",
        "mutation ($id: ID!, $token: String!) { takeCall(callId: $id) { outcome call { attributes { value } callerNumber } } }",
        "mutation ($id: ID!, $token: String!) { releaseCall(callId: $id) { callId } }",
        "mutation ($id: ID!, $token: String!) { transferCall(callId: $id, colleagueId: $id) { outcome } }",
        "mutation ($id: ID!, $token: String!) { finishCall(callId: $id) { callId } }",
        "mutation ($id: ID!, $token: String!) { inviteCaller(callId: $id, purpose: \"uitkering\") { code } }",
        "mutation ($id: ID!, $token: String!) { confirmCaller(callId: $id, digits: \"0000\") { outcome call { attributes { value } } } }",
        "mutation ($id: ID!, $token: String!) { cancelSession(statusToken: $token) { state } }",
        "mutation ($id: ID!, $token: String!) { matchCode(code: \"0123456789\", callReference: $id, attempt: 1) { outcome } }",
        "mutation ($id: ID!, $token: String!) { reportCall(callReference: $id, state: ENDED) { next } }",
    ];

    [Fact]
    public async Task No_request_with_anothers_credential_sees_or_changes_anything()
    {
        var seed = System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new System.Random(seed);
        Neighbour[] neighbours =
        [
            await Neighbour.MoveInAsync(await fixture.MunicipalityAsync(), "fatima", "999911004", "+31611111111"),
            await Neighbour.MoveInAsync(await fixture.MunicipalityAsync(), "pieter", "999924448", "+31622222222"),
            await Neighbour.MoveInAsync(await fixture.MunicipalityAsync(), "sanne", "999945117", "+31633333333"),
        ];
        var foreign = 0;

        for (var request = 0; request < Requests; request++)
        {
            var host = neighbours[random.Next(neighbours.Length)];
            var whose = neighbours[random.Next(neighbours.Length)];
            var about = neighbours[random.Next(neighbours.Length)];
            var credential = random.Next(5) == 0 ? host.Municipality.Citizen : host.With(whose.Credentials[random.Next(whose.Credentials.Count)]);
            // What is one's own is allowed, and would change the calls that the others must not see.
            if (whose == host && about == host) continue;

            var answer = await credential.SendAsync(Operations[random.Next(Operations.Length)], new { id = about.CallId, token = about.Session.StatusToken });

            foreign++;
            var text = Neighbour.TextOf(answer);
            foreach (var other in neighbours.Where(one => one != host || one != whose))
                text.Should().NotContainAny(other.Secrets.Where(secret => secret != about.CallId && secret != "anna"), $"of seed {seed}");
            if (whose != host) text.Should().NotContain("\"anna\"", $"of seed {seed}");
        }

        TestContext.Current.TestOutputHelper.WriteLine($"{foreign} requests");
        foreach (var neighbour in neighbours)
        {
            (await neighbour.Municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NOT NULL AND hung_up_at IS NULL")).Should().Equal("1");
            (await neighbour.Session.StateAsync()).Should().Be("IN_CONVERSATION");
        }
    }

    [Fact]
    public async Task A_stream_with_anothers_credential_is_refused_and_ones_own_brings_nobody_elses_event()
    {
        ServedMunicipality[] municipalities = [await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync()];
        var agents = new[] { (await municipalities[0].AgentsAsync("anna"))[0], (await municipalities[1].AgentsAsync("bram"))[0] };
        await foreach (var next in (municipalities[1].Citizen with { Cookie = agents[0].Cookie }).SubscribeAsync("subscription { liveCalls { id } }"))
            ((string)next["errors"]![0]!["extensions"]!["code"]!).Should().Be("NOT_SIGNED_IN");
        await foreach (var next in (municipalities[1].Citizen with { Authorization = (await municipalities[0].ExchangeAsync()).Authorization }).SubscribeAsync("subscription { assignments { agentId } }"))
            ((string)next["errors"]![0]!["extensions"]!["code"]!).Should().Be("NOT_ALLOWED");

        using var over = new CancellationTokenSource();
        var streams = agents.Select(agent => CollectAsync(agent, over.Token)).ToList();
        for (var call = 0; call < 8; call++)
        {
            var municipality = municipalities[call % 2];
            await (await municipality.ExchangeAsync()).ReportAsync($"of-{municipality.Name}-{call}", "QUEUED");
        }
        var own = await Task.WhenAll(municipalities.Select(municipality => municipality.QueryAsync("SELECT id FROM call ORDER BY id")));
        await Task.WhenAll(streams.Zip(own, (stream, ids) => stream.Sees(ids)));
        await over.CancelAsync();

        foreach (var (stream, ids) in streams.Zip(own)) (await stream.Ids).Should().BeSubsetOf(ids);
    }

    private static Collected CollectAsync(SignedIn agent, CancellationToken over)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new Collected(seen, ReadAsync());

        async Task<IReadOnlyCollection<string>> ReadAsync()
        {
            try
            {
                await foreach (var next in agent.GraphQL.SubscribeAsync("subscription { liveCalls { id } }", cancellationToken: over))
                {
                    lock (seen) seen.UnionWith(next["data"]!["liveCalls"]!.AsArray().Select(call => (string)call!["id"]!));
                }
            }
            catch (OperationCanceledException)
            {
                // The test has seen enough.
            }
            return seen;
        }
    }

    private sealed record Collected(HashSet<string> Seen, Task<IReadOnlyCollection<string>> Ids)
    {
        public Task Sees(IReadOnlyList<string> ids) => Environment.Eventually.BeTrueAsync(() =>
        {
            lock (Seen) return Task.FromResult(ids.All(Seen.Contains));
        });
    }
}
