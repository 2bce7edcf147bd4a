using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Api.Disclosure.Following;

public sealed class TakeOverTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_results_that_a_killed_replica_waited_for_are_brought_by_another()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await ReplicaProcessAsync(port);
        List<CitizenSession> sessions = [];
        for (var number = 0; number < 5; number++) sessions.Add(await municipality.StartAsync(port: port));
        var apps = sessions.ConvertAll(session => new YiviApp(session.Pointer));
        foreach (var app in apps) await app.ConnectAsync();
        foreach (var session in sessions) await session.BecomesAsync("CONNECTED");
        (await OwnersAsync(municipality)).Should().ContainSingle("one replica holds them all").Which.Should().NotBeEmpty();

        replica.Kill();
        await Task.WhenAll(apps.Select(app => app.ProveAsync()));

        // How fast is a matter of the bench (CallBench): within three seconds.
        foreach (var session in sessions) await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_replica_that_stops_gives_its_sessions_back_at_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        var replica = await fixture.ServingReplicaAsync(municipality, port);
        await municipality.StartAsync(port: port);
        var before = await OwnersAsync(municipality);

        await replica.StopAsync(TestContext.Current.CancellationToken);
        await replica.DisposeAsync();

        (await OwnersAsync(municipality)).Should().NotIntersectWith(before);
        await Eventually.BeTrueAsync(async () => (await OwnersAsync(municipality)) is [{ Length: > 0 }],
            what: "another replica follows them");
    }

    private async Task<IReadOnlyList<string>> OwnersAsync(ServedMunicipality municipality)
    {
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Uid;
        return await fixture.Platform.Postgres.QueryAsync($"SELECT DISTINCT owner FROM follow_up WHERE tenant_uid = '{uid}'",
            fixture.Platform.Database);
    }

    // Callbacks go to a port where nobody listens, so that only looking can bring a result.
    private Task<ProductProcess> ReplicaProcessAsync(int port) =>
        ProductProcess.StartAsync(fixture.Platform, ProductProcess.Api, port, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GraphQL:Documents"] = "Any",
            ["Hosting:Port"] = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture),
        });
}
