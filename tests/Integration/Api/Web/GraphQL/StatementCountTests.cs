using System.Diagnostics;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Web.GraphQL;

/// <summary>No list costs a statement for each of its items.</summary>
public sealed class StatementCountTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Times = 5;

    private const string Calls =
        "{ liveCalls { id state identification assuranceLevel { nl } purpose { name title { nl } } attributes { identifier label { nl } "
            + "value kind credential { nl } } links { url label { nl } } invitation { code } } colleagues { id state } }";

    [Fact]
    public async Task Fifty_calls_cost_as_many_statements_as_one()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0].GraphQL;
        await municipality.IdentifiedCallAsync();
        // What is shown for the first time is logged; asked twice, nothing is new.
        await agent.GetAsync(Calls);
        var (one, first) = await CountAsync(municipality, () => agent.GetAsync(Calls));
        await Task.WhenAll(Enumerable.Range(0, 7).Select(async _ =>
        {
            for (var call = 0; call < 7; call++) await municipality.IdentifiedCallAsync();
        }));
        await agent.GetAsync(Calls);

        var (fifty, all) = await CountAsync(municipality, () => agent.GetAsync(Calls));

        first["liveCalls"]!.AsArray().Should().HaveCount(1);
        all["liveCalls"]!.AsArray().Should().HaveCount(50).And.OnlyContain(call => call!["attributes"]!.AsArray().Count == 1);
        fifty.Should().Be(one).And.BePositive();
    }

    [Fact]
    public async Task Twenty_accounts_cost_as_many_statements_as_two()
    {
        const string Accounts = "{ accounts { id email displayName roles activated } }";
        var municipality = await fixture.MunicipalityAsync();
        var admin = (await municipality.AdminAsync()).GraphQL;
        var (few, _) = await CountAsync(municipality, () => admin.GetAsync(Accounts));
        for (var account = 0; account < 20; account++)
        {
            await admin.GetAsync(
                "mutation ($email: String!) { createAccount(email: $email, displayName: \"Agent\", role: AGENT) { setPasswordLink } }",
                new { email = $"agent{account}@example.nl" });
        }

        var (many, all) = await CountAsync(municipality, () => admin.GetAsync(Accounts));

        all["accounts"]!.AsArray().Count.Should().BeGreaterThan(20);
        many.Should().Be(few).And.BePositive();
    }

    // The fewest of several times: what the replica does of itself meanwhile, such as a reading for its feeds, can only add to them.
    private static async Task<(int Statements, System.Text.Json.Nodes.JsonNode Data)> CountAsync(
        ServedMunicipality municipality, Func<Task<System.Text.Json.Nodes.JsonNode>> ask)
    {
        var fewest = await CountOnceAsync(municipality, ask);
        for (var time = 1; time < Times; time++)
        {
            if (await CountOnceAsync(municipality, ask) is var counted && counted.Statements < fewest.Statements) fewest = counted;
        }
        return fewest;
    }

    // Npgsql tells of each command that it runs, and over which data source: the operator of this process works in the same database.
    private static async Task<(int Statements, System.Text.Json.Nodes.JsonNode Data)> CountOnceAsync(
        ServedMunicipality municipality, Func<Task<System.Text.Json.Nodes.JsonNode>> ask)
    {
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.npgsql.data_source") is string source
                    && source.Contains($"Database={municipality.Database};", StringComparison.Ordinal)
                    && source.Contains("id-bellen-api", StringComparison.Ordinal))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var data = await ask();
        return (count, data);
    }
}
