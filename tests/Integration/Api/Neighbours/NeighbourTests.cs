using System.Diagnostics;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Neighbours;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;

namespace IdBellen.Tests.Integration.Api.Neighbours;

/// <summary>While one municipality is attacked, the other works, and so do the agents of the one that is attacked.</summary>
public sealed class NeighbourTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    // A client gives up after so long.
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(15) * Eventually.Stretch;
    private static readonly TimeSpan AttackTime = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task While_Arnhem_is_attacked_in_six_ways_nothing_of_Nijmegen_is_refused_or_late()
    {
        using var hanging = new SilentServer();
        var (arnhem, nijmegen) = (await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync());
        await UseIrmaAsync(arnhem, hanging.Address);
        var port = LoopbackPort.Free();
        await using var replica = await ReplicaAsync(port);
        foreach (var one in (ServedMunicipality[])[arnhem, nijmegen]) await one.ServedAtAsync(port);
        var agent = (await nijmegen.AgentsAsync("anna"))[0].GraphQL with { Port = port };
        var exchange = await nijmegen.ExchangeAsync() with { Port = port };
        var attacks = new Attacks(arnhem, port);
        using var over = new CancellationTokenSource();
        Task[] attackers =
        [
            attacks.WrongTokensAsync(over.Token), attacks.NonReadersAsync(over.Token), attacks.HangingSessionsAsync(over.Token),
            attacks.SlowBodiesAsync(over.Token),
            attacks.WrongCodesAsync(over.Token), attacks.SignInsAndCallbacksAsync(over.Token),
        ];
        var (began, rounds) = (Stopwatch.GetTimestamp(), 0);

        for (; Stopwatch.GetElapsedTime(began) < AttackTime || rounds < 5; rounds++)
        {
            (await agent.SendAsync("{ viewer { id } liveCalls { id } }").WaitAsync(InTime)).Errors.Should().BeEmpty();
            (await (nijmegen.Citizen with { Port = port }).SendAsync("{ municipality { name } }").WaitAsync(InTime)).Errors.Should()
                .BeEmpty();
            (await nijmegen.StartAsync(port: port).WaitAsync(InTime)).StatusToken.Should().NotBeEmpty();
            (await exchange.MatchAsync("1234567890", Guid.NewGuid().ToString()).WaitAsync(InTime)).Next.Should().NotBeNull();
            var page = await new Browser(nijmegen) { Port = port }.SendAsync(HttpMethod.Get, "/account/password").WaitAsync(InTime);
            ((int)page.Status).Should().Be(200);
        }

        attackers.Should().NotContain(attack => attack.IsCompleted, "it goes on all the time");
        await over.CancelAsync();
        await Task.WhenAll(attackers);
        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} rounds");
    }

    [Fact]
    public async Task While_Arnhems_citizens_take_all_that_they_can_get_its_agents_and_its_exchange_work()
    {
        using var hanging = new SilentServer();
        var arnhem = await fixture.MunicipalityAsync();
        var (agent, exchange) = ((await arnhem.AgentsAsync("anna"))[0].GraphQL, await arnhem.ExchangeAsync());
        await UseIrmaAsync(arnhem, hanging.Address);
        var port = LoopbackPort.Free();
        await using var replica = await ReplicaAsync(port);
        await arnhem.ServedAtAsync(port);
        var attacks = new Attacks(arnhem, port);
        using var over = new CancellationTokenSource();
        Task[] attackers = [attacks.WrongTokensAsync(over.Token), attacks.HangingSessionsAsync(over.Token),
            attacks.SlowBodiesAsync(over.Token), attacks.SignInsAndCallbacksAsync(over.Token)];
        var (logged, began) = (fixture.Log.Lines.Count, Stopwatch.GetTimestamp());

        for (var round = 0; Stopwatch.GetElapsedTime(began) < AttackTime || round < 5; round++)
        {
            (await (agent with { Port = port }).SendAsync("{ viewer { id } liveCalls { id } }").WaitAsync(InTime)).Errors.Should()
                .BeEmpty();
            (await (exchange with { Port = port }).MatchAsync("1234567890", Guid.NewGuid().ToString()).WaitAsync(InTime)).Next.Should()
                .NotBeNull();
        }

        await over.CancelAsync();
        await Task.WhenAll(attackers);
        var lines = fixture.Log.Lines.Skip(logged).Where(line => !line.StartsWith("Information:", StringComparison.Ordinal)).ToList();
        lines.Should().NotContain(line => line.Contains("   at ", StringComparison.Ordinal), "no attacker fills the log with stacks");
        lines.Should().HaveCountLessThan(20);
    }

    [Fact]
    public async Task An_address_that_asks_too_much_is_told_when_to_come_back_before_anything_is_looked_up_and_others_are_answered()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await ReplicaAsync(port, builder => builder.Configuration["Admission:CitizenRequestsPerMinute"] = "20");
        await municipality.ServedAtAsync(port);
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL with { Port = port };
        var citizen = municipality.Citizen with { Port = port };

        var answers = new List<GraphQLAnswer>();
        foreach (var client in new[] { citizen, citizen with { Authorization = "Bearer wrong" } })
            for (var time = 0; time < 20; time++)
                answers.Add(await client.SendAsync("query { sessionStatus(statusToken: \"wrong\") { state } }"));

        answers.Count(answer => (int)answer.Status == 429 && answer.Code == "TOO_MANY_REQUESTS").Should()
            .BeGreaterThan(10, "with a wrong token they are the same address");
        for (var time = 0; time < 40; time++)
            (await agent.SendAsync("{ viewer { id } }")).Errors.Should().BeEmpty("who is signed in is not counted by address");
    }

    private static async Task UseIrmaAsync(ServedMunicipality municipality, Uri irma) => await municipality.Fixture.Platform.PatchAsync(
        municipality.Name, $$$$"""{"spec":{"irma":{"serverUrl":"{{{{irma.GetLeftPart(UriPartial.Authority)}}}}"}}}""");

    // With the limits of production, which the fixture's own replica does not have.
    private Task<WebApplication> ReplicaAsync(
        int port, Action<WebApplicationBuilder>? configure = null) => fixture.StartReplicaAsync(port, builder =>
    {
        foreach (var (name, value) in new[] { ("CitizenMutationsPerMinute", "300"), ("CitizenRequestsPerMinute", "1200"),
            ("CitizenRequestsPerMinutePerMunicipality", "12000") })
            builder.Configuration[$"Admission:{name}"] = value;
        configure?.Invoke(builder);
    });
}
