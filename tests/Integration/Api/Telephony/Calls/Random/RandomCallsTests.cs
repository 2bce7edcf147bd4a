using AwesomeAssertions;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Random;

/// <summary>
/// Two replicas, two municipalities, callers, thieves, agents and the purge, all at once and in an order that chance decides.
/// <c>IDBELLEN_SEED</c> repeats the choices of a run, <c>IDBELLEN_CALLS</c> makes it longer.
/// </summary>
public sealed class RandomCallsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int CallersOfEach = 6;
    private static readonly TimeSpan LongerThanAnything = TimeSpan.FromHours(5);

    [Fact]
    public async Task Whatever_comes_together_no_code_is_used_twice_nobody_sees_anothers_caller_and_every_call_ends()
    {
        var seed = Number("IDBELLEN_SEED") ?? System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var world = new CallWorld(seed);
        var port = LoopbackPort.Free();
        await using var replica = await fixture.StartReplicaAsync(port);
        int[] ports = [fixture.Platform.Port, port];
        ServedMunicipality[] municipalities = [await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync()];
        var pages = new List<IAsyncDisposable>();
        var callers = new List<RandomCaller>();
        var agents = new List<RandomAgent>();
        foreach (var municipality in municipalities)
        {
            await municipality.ServedAtAsync(port);
            var exchange = await municipality.ExchangeAsync();
            for (var i = 0; i < CallersOfEach; i++)
                callers.Add(new RandomCaller(world, municipality, exchange, PurgeAsync, ports, callers.Count));
            var signedIn = await municipality.AgentsAsync("anna", "bram", "carla");
            var ids = await Task.WhenAll(signedIn.Select(agent => agent.IdAsync()));
            foreach (var (agent, id) in signedIn.Zip(ids))
            {
                pages.Add(await agent.OpenPageAsync());
                agents.Add(new RandomAgent(world, municipality, agent, id, ids, ports, agents.Count));
            }
        }

        using var over = new CancellationTokenSource();
        var others = agents.Select(agent => agent.RunAsync(over.Token)).ToList();
        await Task.WhenAll(callers.Select(caller => caller.RunAsync(Number("IDBELLEN_CALLS") ?? 12)));
        await over.CancelAsync();
        await Task.WhenAll(others);
        foreach (var page in pages) await page.DisposeAsync();

        world.CheckTakers();
        TestContext.Current.TestOutputHelper.WriteLine(
            $"{world.Operations} operations, {world.Matched} codes matched, {world.Taken} calls taken, {world.Handovers} times given back "
                + $"or passed on");
        world.Violations.Should().BeEmpty($"of seed {seed}");
        world.Matched.Should().BePositive();
        world.Taken.Should().BePositive();
        await EverythingEndsAsync(municipalities);
    }

    // The exchange dies, so nobody tells the end of any call: time alone must end them all.
    private async Task EverythingEndsAsync(IEnumerable<ServedMunicipality> municipalities)
    {
        fixture.Time.Advance(LongerThanAnything);
        foreach (var municipality in municipalities)
        {
            await PurgeAsync(municipality);
            (await municipality.QueryAsync(
                "SELECT (SELECT count(*) FROM call) + (SELECT count(*) FROM session) + (SELECT count(*) FROM invitation) + (SELECT "
                    + "count(*) FROM wrong_code)"))
                .Should().Equal("0");
        }
    }

    private async Task PurgeAsync(ServedMunicipality municipality)
    {
        await using var connection =
            new NpgsqlConnection(municipality.Fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await connection.OpenAsync();
        await new TenantPurge(fixture.Time).RunAsync(connection, new PurgeTerms(TimeSpan.FromMinutes(60), TimeSpan.Zero),
            CancellationToken.None);
    }

    private static int? Number(string variable) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
