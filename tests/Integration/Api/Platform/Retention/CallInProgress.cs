using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Platform.Retention;

/// <summary>An identified call that an agent has taken, at a replica with the lines that a test wants.</summary>
internal sealed class CallInProgress : IAsyncDisposable
{
    private readonly ApiFixture fixture;
    private readonly SignedIn agent;
    private readonly string reference;
    private readonly string id;
    private readonly LinedReplica replica;

    private CallInProgress(
        ApiFixture fixture, ServedMunicipality municipality, SignedIn agent, string reference, string id, LinedReplica replica) =>
        (this.fixture, Municipality, this.agent, this.reference, this.id, this.replica) = (fixture, municipality, agent, reference, id,
            replica);

    public ServedMunicipality Municipality { get; }

    public static async Task<CallInProgress> StartAsync(ApiFixture fixture, RetentionSwitches lines)
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var reference = await municipality.IdentifiedCallAsync();
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);
        return new CallInProgress(fixture, municipality, agent, reference, id, await ReplicaAsync(fixture, municipality, lines));
    }

    public static async Task<LinedReplica> ReplicaAsync(ApiFixture fixture, ServedMunicipality municipality, RetentionSwitches lines)
    {
        var port = LoopbackPort.Free();
        return new LinedReplica(await fixture.ServingReplicaAsync(municipality, port, builder => builder.Services.AddSingleton(lines)),
            port);
    }

    public Task<LinedReplica> ReplicaAsync(RetentionSwitches lines) => ReplicaAsync(fixture, Municipality, lines);

    /// <summary>Time passes, and the caller still talks.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        fixture.Time.Advance(time);
        await ((await Municipality.ExchangeAsync()) with { Port = replica.Port }).ReportAsync(reference, "CONNECTED");
    }

    /// <summary>What the taker sees of the call at this call's replica, or at another.</summary>
    public async Task<ListedCall> SeenAsync(int? port = null) =>
        (await (agent.GraphQL with { Port = port ?? replica.Port })
            .GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { attributes { value } links { url } callerNumber } }"))[0];

    public Task FinishAsync(int? port = null) =>
        (agent.GraphQL with { Port = port ?? replica.Port })
            .GetAsync("mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id });

    /// <summary>What the tables hold.</summary>
    public async Task<string> RowsAsync() => (await Municipality.QueryAsync(
        "SELECT concat((SELECT count(attributes_sealed) FROM session), ' session, ', (SELECT count(caller_number_sealed) FROM call), ' "
            + "number')")).Single();

    public ValueTask DisposeAsync() => replica.DisposeAsync();
}

/// <summary>A replica of the api with some lines only.</summary>
internal sealed class LinedReplica(WebApplication app, int port) : IAsyncDisposable
{
    public int Port => port;

    public IServiceProvider Services => app.Services;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
