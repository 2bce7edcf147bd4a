using AwesomeAssertions;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Platform.SlotKeys;

/// <summary>When the database server crashes it loses the slot keys: their tables are not logged. No live call is lost with them.</summary>
public sealed class DatabaseCrashTests(OwnServerFixture fixture) : IClassFixture<OwnServerFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_and_sessions_of_before_the_crash_can_be_opened_after_it_also_by_a_replica_that_starts_then(bool powerCut)
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var undecided = await municipality.StartAsync();
        var before = await StoredAsync(municipality);

        await (powerCut ? fixture.Platform.Postgres.PowerCutAsync() : fixture.Platform.Postgres.CrashAsync());
        await Eventually.BeTrueAsync(async () => (await StoredAsync(municipality)).SequenceEqual(before, StringComparer.Ordinal),
            what: "the key is back");

        before.Should().ContainSingle();
        var code = await undecided.DiscloseAsync();
        await undecided.BecomesAsync("DISCLOSED");
        (await (await municipality.ExchangeAsync()).MatchAsync(code, "after-the-crash")).Outcome.Should().Be("MATCHED");
        var port = LoopbackPort.Free();
        await using var fresh = await fixture.ServingReplicaAsync(municipality, port);
        var calls = await (agent.GraphQL with { Port = port })
            .GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { attributes { value } } }");
        calls.Should().HaveCount(2).And.AllSatisfy(call =>
            call.Attributes!.Select(attribute => attribute.Value).Should().Equal(ServedMunicipality.FullName));
    }

    private static Task<IReadOnlyList<string>> StoredAsync(ServedMunicipality municipality) =>
        municipality.QueryAsync($"SELECT key_id FROM ({SlotKeyTables.All}) ring ORDER BY 1");
}
