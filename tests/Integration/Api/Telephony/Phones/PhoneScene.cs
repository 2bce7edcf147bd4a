using System.Text.Json.Nodes;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Phones;

/// <summary>A municipality whose calls arrive on browser phones, and an Asterisk that only knows its WebSocket.</summary>
public sealed class PhoneScene : IAsyncDisposable
{
    public const string Exchange = "asterisk-0";

    private readonly Microsoft.AspNetCore.Builder.WebApplication replica;
    private readonly ApiFixture fixture;

    private PhoneScene(ApiFixture fixture, FakeSipSocket asterisk, Microsoft.AspNetCore.Builder.WebApplication replica, int port) =>
        (this.fixture, Asterisk, this.replica, Port) = (fixture, asterisk, replica, port);

    public FakeSipSocket Asterisk { get; }

    /// <summary>Of a replica that knows the exchange.</summary>
    public int Port { get; }

    public static async Task<PhoneScene> StartAsync(ApiFixture fixture)
    {
        var asterisk = await FakeSipSocket.StartAsync();
        var port = LoopbackPort.Free();
        var replica = await fixture.StartReplicaAsync(port, builder =>
        {
            builder.Configuration[$"Phones:Exchanges:{Exchange}"] = asterisk.Address.AbsoluteUri;
            builder.Configuration["Phones:Turn:Urls:0"] = "turn:turn.example:3478?transport=udp";
            builder.Configuration["Phones:Turn:Secret"] = "a secret of the test";
        });
        return new PhoneScene(fixture, asterisk, replica, port);
    }

    public async Task<ServedMunicipality> MunicipalityAsync(string kind = "asterisk")
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with
        {
            Telephony = new TelephonySpec
            {
                Kind = kind,
                Asterisk = kind == "asterisk" ? new AsteriskSpec { CalledNumbers = [$"+3197{Random.Shared.Next(10_000_000):D7}"] } : null,
            },
        });
        await municipality.ServedAtAsync(Port);
        return municipality;
    }

    /// <summary>A call that the agent has taken.</summary>
    public static async Task<(string Id, string Reference)> TakenAsync(
        ServedMunicipality municipality, SignedIn agent, string exchange = Exchange)
    {
        var reference = $"{exchange}.{Guid.NewGuid()}";
        await (await municipality.ExchangeAsync()).GetAsync(
            "mutation ($r: String!) { reportCall(callReference: $r, state: QUEUED) { next } }", new { r = reference });
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);
        return (id, reference);
    }

    public Task<GraphQLAnswer> ConnectAsync(SignedIn agent, string callId) => (agent.GraphQL with { Port = Port }).SendAsync(
        "mutation ($id: ID!) { connectPhone(callId: $id) { address target expiresAt iceServers { urls username credential } } }",
        new { id = callId });

    public Task<GraphQLAnswer> CheckAsync(SignedIn agent) =>
        (agent.GraphQL with { Port = Port }).SendAsync("mutation { checkPhone { address target } }");

    public Task<GraphQLAnswer> RedeemAsync(GraphQLClient exchange, string token) => (exchange with { Port = Port }).SendAsync(
        "mutation ($t: String!) { redeemPhoneToken(token: $t) { kind callReference agentId } }", new { t = token });

    /// <summary>The part of the target that only this phone knows.</summary>
    public static string TokenOf(JsonNode connection) =>
        ((string)connection["target"]!).Split('@')[0]["sip:".Length..].Split('.')[1];

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        await Asterisk.DisposeAsync();
    }
}
