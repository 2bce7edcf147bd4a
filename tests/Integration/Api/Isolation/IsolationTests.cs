using System.Text.RegularExpressions;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Isolation;

/// <summary>
/// Several municipalities, every kind of credential at every host, in an order that chance decides: no row and no event of another one.
/// </summary>
public sealed class IsolationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Requests = 700;
    private const RegexOptions Multiline = RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture;

    // Of whatever neighbour the ids and tokens are.
    private static readonly string[] Operations =
    [
        "query ($id: ID!, $token: String!, $account: ID!) { liveCalls { id state takenBy callerNumber attributes { value } links { url } } }",
        "query ($id: ID!, $token: String!, $account: ID!) { viewer { displayName } accounts { displayName email } colleagues { displayName } }",
        "query ($id: ID!, $token: String!, $account: ID!) { sessionStatus(statusToken: $token) { state queuePosition phoneCall { code } } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { pairSession(statusToken: $token, digits: \"0000\") { state } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { startInvitedSession(code: \"23456789\") { statusToken } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { takeCall(callId: $id) { outcome call { attributes { value } callerNumber } } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { releaseCall(callId: $id) { callId } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { transferCall(callId: $id, colleagueId: $id) { outcome } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { finishCall(callId: $id) { callId } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { connectPhone(callId: $id) { target } }",
        "query { telephones { name number usedBy } }",
        "query { openCalls { callReference } }",
        "mutation ($telephone: ID!) { chooseTelephone(telephoneId: $telephone) { name number usedBy } }",
        "mutation ($id: ID!) { ringTelephone(callId: $id) { callId } }",
        "mutation { addTelephone(name: \"X\", number: \"09001234\") { name number } }",
        "mutation ($telephone: ID!) { removeTelephone(telephoneId: $telephone) { telephoneId } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { redeemPhoneToken(token: $token) { callReference agentId } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { inviteCaller(callId: $id, purpose: \"uitkering\") { code } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { confirmCaller(callId: $id, digits: \"0000\") { outcome call { attributes { "
            + "value } } } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { cancelSession(statusToken: $token) { state } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { matchCode(code: \"0123456789\", callReference: $id, attempt: 1) { outcome } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { reportCall(callReference: $id, state: ENDED) { next } }",
        "query ($id: ID!, $token: String!, $account: ID!) { auditLog(before: $account) { actor account sessionId } recentSignIns { "
            + "displayName } accountKeeping { authority } }",
        "query ($id: ID!, $token: String!, $account: ID!) { evaluation { threshold total { started taken } purposes { purpose { name } } } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { createAccount(email: \"no address\", displayName: \"X\", role: ADMIN) { "
            + "setPasswordLink } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { deleteAccount(accountId: $account) { accountId } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { setAccountDisabled(accountId: $account, disabled: true) { email } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { resetPassword(accountId: $account) { setPasswordLink } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { resetSecondFactor(accountId: $account) { email } }",
        "mutation ($id: ID!, $token: String!, $account: ID!) { changeRoles(accountId: $account, roles: [ADMIN]) { email } }",
    ];

    // Anyone's, or about nobody but who asks.
    private static readonly string[] Harmless = ["municipality", "startSession", "setAvailability", "checkPhone"];

    [Fact]
    public void Every_operation_of_the_schema_is_among_those_that_are_tried()
    {
        var schema = File.ReadAllText(Repository.File("api", "schema.graphql"));
        var fields = Regex.Matches(schema, @"^type (Query|Mutation) \{(?<fields>.*?)^\}", Multiline, TimeSpan.FromSeconds(1))
            .SelectMany(type => Regex.Matches(type.Groups["fields"].Value, @"^  (?<name>\w+)[(:]", Multiline, TimeSpan.FromSeconds(1)))
            .Select(field => field.Groups["name"].Value).ToList();

        fields.Should().HaveCountGreaterThan(20);
        fields.Except(Harmless, StringComparer.Ordinal).Should().AllSatisfy(name => Operations.Should()
            .Contain(operation => Regex.IsMatch(operation, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task No_request_with_anothers_credential_sees_or_changes_anything()
    {
        var seed = System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new System.Random(seed);
        Neighbour[] neighbours =
        [
            await Neighbour.MoveInAsync(await fixture.TalkingMunicipalityAsync(), "fatima", "999911004", "+31611111111"),
            await Neighbour.MoveInAsync(await fixture.TalkingMunicipalityAsync(), "pieter", "999924448", "+31622222222"),
            await Neighbour.MoveInAsync(await fixture.TalkingMunicipalityAsync(), "sanne", "999945117", "+31633333333"),
        ];
        var foreign = 0;

        for (var request = 0; request < Requests; request++)
        {
            var host = neighbours[random.Next(neighbours.Length)];
            var whose = neighbours[random.Next(neighbours.Length)];
            var about = neighbours[random.Next(neighbours.Length)];
            var credential = random.Next(5) == 0
                ? host.Municipality.Citizen : host.With(whose.Credentials[random.Next(whose.Credentials.Count)]);
            // What is one's own is allowed, and would change the calls that the others must not see.
            if (whose == host && about == host) continue;

            var answer = await credential.SendAsync(Operations[random.Next(Operations.Length)],
                new { id = about.CallId, token = about.Session.StatusToken, account = about.AccountId, telephone = about.TelephoneId });

            foreign++;
            var text = Neighbour.TextOf(answer);
            foreach (var other in neighbours.Where(one => one != host || one != whose))
                text.Should().NotContainAny(other.Secrets.Where(secret => secret != about.CallId && secret != "anna"), $"of seed {seed}");
            if (whose != host) text.Should().NotContain("\"anna\"", $"of seed {seed}");
        }

        TestContext.Current.TestOutputHelper.WriteLine($"{foreign} requests");
        foreach (var neighbour in neighbours)
        {
            (await neighbour.Municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NOT NULL AND hung_up_at IS NULL"))
                .Should().Equal("1");
            (await neighbour.Session.StateAsync()).Should().Be("IN_CONVERSATION");
            (await neighbour.Municipality.QueryAsync(
                "SELECT count(*) FROM account WHERE disabled_at IS NULL AND password_hash IS NOT NULL")).Should().Equal("2");
            (await neighbour.Municipality.QueryAsync("SELECT telephone_id || '|' || rings FROM telephone_choice")).Should()
                .Equal($"{neighbour.TelephoneId}|0");
        }
    }

    [Fact]
    public async Task A_stream_with_anothers_credential_is_refused_and_ones_own_brings_nobody_elses_event()
    {
        ServedMunicipality[] municipalities = [await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync()];
        var agents = new[] { (await municipalities[0].AgentsAsync("anna"))[0], (await municipalities[1].AgentsAsync("bram"))[0] };
        await foreach (var next in (municipalities[1].Citizen with { Cookie = agents[0].Cookie })
            .SubscribeAsync("subscription { liveCalls { id } }"))
            ((string)next["errors"]![0]!["extensions"]!["code"]!).Should().Be("NOT_SIGNED_IN");
        await foreach (var next in (municipalities[1].Citizen with
        {
            Authorization = (await municipalities[0].ExchangeAsync()).Authorization
        })
            .SubscribeAsync("subscription { assignments { agentId } }"))
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
                await foreach (var next in agent.GraphQL.SubscribeAsync<IReadOnlyList<ListedCall>>(
                    "subscription { liveCalls { id } }", cancellationToken: over))
                {
                    lock (seen) seen.UnionWith(next.Select(call => call.Id!));
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
        public Task Sees(IReadOnlyList<string> ids) => Eventually.BeTrueAsync(() =>
        {
            lock (Seen) return Task.FromResult(ids.All(Seen.Contains));
        });
    }
}
