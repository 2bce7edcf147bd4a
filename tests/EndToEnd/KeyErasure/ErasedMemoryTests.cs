using System.Text;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.KeyErasure;

/// <summary>What a caller disclosed is all but gone from the memory of a replica too, soon after the call was finished.</summary>
[Takes(120)]
public sealed class ErasedMemoryTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Calls = 5;

    // docs/retention.md says what was measured. Every call leaves dozens of copies where nothing is done about it.
    private const int Few = 3;

    private static readonly IReadOnlyList<(string Form, KeySearch Search)> Forms =
    [
        ("UTF-8", new KeySearch(Encoding.UTF8.GetBytes(ServedMunicipality.Bsn))),
        ("UTF-16", new KeySearch(Encoding.Unicode.GetBytes(ServedMunicipality.Bsn))),
    ];

    [Fact]
    public async Task Soon_after_its_call_was_finished_a_replica_has_hardly_a_copy_of_a_BSN()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var port = LoopbackPort.Free();
        await using var replica = await ProductProcess.StartAsync(
            fixture.Platform, ProductProcess.Api, port,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["GraphQL:Documents"] = "Any" });
        await municipality.ServedAtAsync(port);
        var desk = agent.GraphQL with { Port = port };
        using var over = new CancellationTokenSource();
        var page = WatchAsync(desk, over.Token);
        for (var call = 0; call < Calls; call++) await HandleCallAsync(municipality, desk, port, isLast: call == Calls - 1, replica.Id);

        await Eventually.BeTrueAsync(() => Task.FromResult(Found(replica.Id).Count <= Few), TimeSpan.FromSeconds(90),
            "hardly a copy is left");

        await over.CancelAsync();
        await page;
    }

    private static async Task HandleCallAsync(ServedMunicipality municipality, GraphQLClient desk, int port, bool isLast, int process)
    {
        var session = await municipality.StartAsync(port: port);
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        await (await municipality.ExchangeAsync() with { Port = port }).MatchAsync(code, Guid.NewGuid().ToString());
        var id = (await Eventually.GetAsync(
            async () => (await desk.GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { id } }")).SingleOrDefault(),
            what: "the call waits")).Id;
        var taken = await desk.GetAsync("mutation ($id: ID!) { takeCall(callId: $id) { call { attributes { value } links { url } } } }",
            new { id });
        taken.ToJsonString().Should().Contain(ServedMunicipality.Bsn);
        if (isLast) Found(process).Should().NotBeEmpty("it is at work with it, and the search finds what there is");
        (await desk.SendAsync("mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id })).Errors.Should().BeEmpty();
    }

    // An open page of an agent, as there are many all day.
    private static async Task WatchAsync(GraphQLClient desk, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in desk.SubscribeAsync("subscription { liveCalls { id attributes { value } links { url } } }",
                cancellationToken: cancellationToken))
            {
                // It shows them.
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private static List<string> Found(int process) =>
        [.. Forms.SelectMany(form => form.Search.InMemory(process).Select(at => $"{form.Form} at {at:x}"))];
}
