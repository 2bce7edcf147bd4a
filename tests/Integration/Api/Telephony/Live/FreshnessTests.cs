using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Telephony.Live;

/// <summary>Hints may be lost; what people see is right again all the same (how soon is measured by CallBench).</summary>
public sealed class FreshnessTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_page_whose_replica_has_lost_the_bus_is_right_all_the_same_and_when_it_is_back_too()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
        await using var bus = new CuttableLine(fixture.Platform.Postgres.Port, fixture.Platform.Database);
        var (replica, port) = await StartReplicaAsync(municipality, bus);
        await using var _ = replica;
        await using var page = await WatchAsync(agent with { Port = port });

        bus.Cut();
        await exchange.ReportAsync("without-bus", "QUEUED");
        await page.SeesAsync(1);
        bus.Mend();
        await exchange.ReportAsync("with-bus", "QUEUED");
        await page.SeesAsync(2);
    }

    [Fact]
    public async Task A_change_whose_replica_died_before_its_hint_is_seen_all_the_same()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
        await using var bus = new CuttableLine(fixture.Platform.Postgres.Port, fixture.Platform.Database);
        var (replica, port) = await StartReplicaAsync(municipality, bus);
        await using var page = await WatchAsync(agent);
        var dying = exchange with { Port = port };

        // The change is committed in the municipality's database; nothing of this replica gets out any more.
        bus.Cut();
        await dying.ReportAsync("no-hint", "QUEUED");
        await replica.DisposeAsync();

        await page.SeesAsync(1);
    }

    [Fact]
    public async Task A_replica_that_stops_sends_its_pages_to_another_one_that_shows_what_is()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
        await exchange.ReportAsync("before", "QUEUED");
        var (replica, port) = await StartReplicaAsync(municipality);
        await using var page = await WatchAsync(agent with { Port = port });
        page.Seen.Should().HaveCount(1);

        var stopping = replica.StopAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(page.HasEnded), what: "the stream breaks off");
        await exchange.ReportAsync("while-away", "QUEUED");
        await using var again = await WatchAsync(agent);

        again.Seen.Should().HaveCount(2, "the first snapshot is whole");
        await stopping;
        await replica.DisposeAsync();
    }

    [Fact]
    public async Task A_subscriber_that_does_not_look_holds_up_nobody_and_then_gets_the_newest()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant);
        var feeds = fixture.Services.GetRequiredService<LiveFeeds>();
        await using var slow = feeds.WatchAsync(tenant!, null, null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await using var quick = feeds.WatchAsync(tenant!, null, null, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await slow.MoveNextAsync();

        for (var calls = 1; calls <= 10; calls++)
        {
            await exchange.ReportAsync($"call-{calls}", "QUEUED");
            do await quick.MoveNextAsync();
            while (quick.Current.Calls.Count < calls);
        }

        await slow.MoveNextAsync();
        slow.Current.Calls.Should().HaveCount(10, "what is out of date is left out");
    }

    [Fact]
    public async Task Through_thousands_of_changes_nobody_gets_an_event_of_another_municipality()
    {
        const int Changes = 1000;
        var municipalities = await Task.WhenAll(fixture.MunicipalityAsync(), fixture.MunicipalityAsync());
        var uids = municipalities.Select(municipality =>
        {
            fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant);
            return tenant!.Uid;
        }).ToList();
        var (replica, port) = await StartReplicaAsync(municipalities[1]);
        await using var _ = replica;
        var pages = new List<(int Of, HashSet<string> Ids, Watching Page)>();
        foreach (var (of, municipality) in municipalities.Index())
        {
            var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
            foreach (var client in (GraphQLClient[])[agent, agent with { Port = port }])
            {
                var ids = new HashSet<string>(StringComparer.Ordinal);
                pages.Add((of, ids, await WatchAsync(client, ids.UnionWith)));
            }
        }

        // Hints for both come with each change of one.
        var made = await Task.WhenAll(municipalities.Select(municipality => ChangeAsync(municipality, Changes, uids)));

        foreach (var (of, ids, page) in pages)
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(page.Seen!.SequenceEqual([made[of][^1]])), what: "the last call is seen");
            await page.DisposeAsync();
            ids.Should().BeSubsetOf(made[of]);
            TestContext.Current.TestOutputHelper?.WriteLine($"{ids.Count} of {Changes} calls were seen");
        }
    }

    // Each change removes the call before it; the last one stays.
    private async Task<IReadOnlyList<string>> ChangeAsync(ServedMunicipality municipality, int changes, List<string> uids)
    {
        var ids = new List<string>();
        await using var tenant = NpgsqlDataSource.Create(fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await using var platform = NpgsqlDataSource.Create(fixture.Platform.Postgres.SuperuserConnection(fixture.Platform.Database));
        for (var change = 0; change < changes; change++)
        {
            var id = Guid.NewGuid();
            ids.Add(id.ToString());
            await using var call = tenant.CreateCommand(
                """
                WITH gone AS (DELETE FROM call)
                INSERT INTO call (id, call_reference, identified, arrived_at, last_heard_at, key_id, expires_at)
                VALUES ($1, $2, false, now(), now(), 'none', now() + interval '1 hour')
                """);
            call.Parameters.Add(new() { Value = id });
            call.Parameters.Add(new() { Value = id.ToString() });
            await call.ExecuteNonQueryAsync();
            await using var hint = platform.CreateCommand("SELECT pg_notify('idbellen_changes', $1)");
            hint.Parameters.Add(new() { Value = uids[change % uids.Count] });
            await hint.ExecuteNonQueryAsync();
        }
        return ids;
    }

    private static Task<Watching> WatchAsync(GraphQLClient client, Action<IReadOnlyList<string>>? each = null) =>
        Watching.OpenAsync(client, each);

    private async Task<(WebApplication Replica, int Port)> StartReplicaAsync(ServedMunicipality municipality, CuttableLine? bus = null)
    {
        var port = LoopbackPort.Free();
        var replica = await fixture.StartReplicaAsync(port, builder =>
        {
            if (bus is null) return;
            builder.Configuration["Platform:ConnectionString"] =
                new NpgsqlConnectionStringBuilder(
                    fixture.Platform.Postgres.ApiConnection(fixture.Platform.Database))
                { Port = bus.Port }.ConnectionString;
        });
        await municipality.ServedAtAsync(port);
        return (replica, port);
    }
}
