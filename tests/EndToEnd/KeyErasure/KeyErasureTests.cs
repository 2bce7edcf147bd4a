using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.EndToEnd.Api;
using IdBellen.Tests.EndToEnd.Forensics;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.KeyErasure;

/// <summary>
/// Whoever copied all that there is while a session lived (data directory, log, base backup, dump) can open none of it after the slot's
/// deadline, not even with the tenant key and the memory of a replica: the slot's key was in none of the copies, and is in nothing that is
/// still there.
/// </summary>
public sealed class KeyErasureTests(DumpableServerFixture fixture) : IClassFixture<DumpableServerFixture>
{
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(60);

    private static readonly MarkSearch Caller =
        new([new Mark("name", ServedMunicipality.FullName), new Mark("BSN", ServedMunicipality.Bsn),
            new Mark("caller's number", "31612345678")]);

    [Fact]
    public async Task After_the_slots_deadline_no_copy_of_anything_opens_what_was_disclosed()
    {
        var postgres = fixture.Platform.Postgres;
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        using var clock = new ProcessClock();
        var port = LoopbackPort.Free();
        await using var replica = await ReplicaAsync(port, clock);
        await municipality.ServedAtAsync(port);
        await IdentifiedCallAsync(municipality, port);
        var taken = await TakenKey.FromAsync(municipality);
        var (key, wrapped, ciphertext) = (new KeySearch(taken.Secret), new KeySearch(taken.Wrapped), new KeySearch(taken.Ciphertext));
        wrapped.InMemory(replica.Id).Should().BeEmpty("no buffer keeps what was just read or written");
        await SeesAsync(agent, port);

        await postgres.ExecuteAsync("ANALYZE", municipality.Database);
        await FlushAsync();
        using var copies = new Copies();
        await copies.TakeAsync(postgres, municipality.Database, fixture.Platform.Database);

        // While the session lives: it can be opened, and the search finds what there is to find.
        taken.Open().Should().Contain(ServedMunicipality.Bsn);
        key.InMemory(replica.Id).Should().NotBeEmpty("the replica uses the key");
        wrapped.In(postgres.Data).Should().NotBeEmpty("it stands in the table of its slot");
        ciphertext.In(copies.Folder).Should().HaveCountGreaterThanOrEqualTo(2, "base backup and dump have the row");
        // Neither of the copies has the key, open or wrapped, though they were taken while it lived.
        key.In(copies.Folder).Should().BeEmpty();
        wrapped.In(copies.Folder).Should().BeEmpty();
        key.In(postgres.Data).Should().BeEmpty();
        // Nor does anything say in the clear who it was.
        Caller.Folder(copies.Folder).Concat(Caller.Folder(postgres.Data)).Concat(Caller.File(postgres.Log)).Should().BeEmpty();

        fixture.Time.Advance(Retention);
        clock.Advance(Retention);
        await Eventually.BeTrueAsync(async () => (await municipality.QueryAsync($"SELECT 1 FROM ({SlotKeyTables.All}) ring")).Count == 0,
            what: "the slot's table is empty");
        await Eventually.BeTrueAsync(() => Task.FromResult(key.InMemory(replica.Id).Count == 0), what: "the replica has forgotten the key");
        await FlushAsync();

        Caller.Folder(postgres.Data).Concat(Caller.File(postgres.Log)).Should().BeEmpty();
        wrapped.In(postgres.Data).Should().BeEmpty("the file is unlinked");
        key.In(postgres.Data).Should().BeEmpty();
        wrapped.InMemory(replica.Id).Should().BeEmpty("with the tenant key it would open");
        key.In(postgres.Log).Concat(wrapped.In(postgres.Log)).Should().BeEmpty("the server logs every statement with its parameters");
    }

    // A checkpoint leaves unlogged tables in memory, where nobody would find them. The one that precedes the copying of a database's files
    // writes everything.
    private async Task FlushAsync()
    {
        await fixture.Platform.Postgres.ExecuteAsync("CREATE DATABASE flushed TEMPLATE template0 STRATEGY FILE_COPY");
        await fixture.Platform.Postgres.ExecuteAsync("DROP DATABASE flushed");
    }

    private static async Task IdentifiedCallAsync(ServedMunicipality municipality, int port)
    {
        // The key is made by one replica and read by the other, which we look into.
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var answer = await (await municipality.ExchangeAsync() with { Port = port }).MatchAsync(code, "call-1");
        answer.Outcome.Should().Be("MATCHED");
    }

    private static async Task SeesAsync(SignedIn agent, int port)
    {
        var calls = await (agent.GraphQL with { Port = port })
            .GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { attributes { value } } }");
        calls.Single().Attributes![0].Value.Should().Be(ServedMunicipality.FullName);
    }

    private Task<ProductProcess> ReplicaAsync(int port, ProcessClock clock) => ProductProcess.StartAsync(
        fixture.Platform, ProductProcess.Api, port,
        new Dictionary<string, string?>(clock.Environment, StringComparer.Ordinal) { ["GraphQL:Documents"] = "Any" });
}
