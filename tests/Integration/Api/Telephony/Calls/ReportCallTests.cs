using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

public sealed class ReportCallTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_report_that_comes_after_the_end_does_not_bring_the_call_back()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();

        await exchange.ReportAsync("call", "ENDED");
        await exchange.ReportAsync("call", "QUEUED");
        await exchange.ReportAsync("call", "CONNECTED");

        (await municipality.QueryAsync("SELECT count(*) FROM call")).Should().Equal("0");
        (await exchange.MatchAsync("0123456789", "call")).Next.Should().Be("END");
    }

    [Fact]
    public async Task Repeated_reports_make_one_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => exchange.ReportAsync("call", "QUEUED")));

        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE NOT identified")).Should().Equal("1");
    }

    [Fact]
    public async Task A_caller_who_hangs_up_before_anyone_took_the_call_is_erased_at_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var call = await municipality.IdentifiedCallAsync();

        await (await municipality.ExchangeAsync()).ReportAsync(call, "ENDED");

        (await municipality.QueryAsync("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call)")).Should().Equal("0");
    }

    [Fact]
    public async Task A_taken_call_stays_for_its_taker_after_the_caller_hung_up()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var reference = await municipality.IdentifiedCallAsync();
        await agents[0].TakeAsync((await agents[0].CallAsync()).Id);

        await (await municipality.ExchangeAsync()).ReportAsync(reference, "ENDED");

        var call = await agents[0].CallAsync();
        call.State.Should().Be("WRAP_UP");
        call.Attributes.Should().HaveCount(2);
    }

    [Fact]
    public async Task In_whatever_order_and_at_whatever_replica_the_same_reports_lead_to_the_same_state()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port);
        var exchange = await municipality.ExchangeAsync();
        string[] reports = ["QUEUED", "CONNECTED", "ENDED", "QUEUED"];
        var orders = Permutations(reports).ToList();

        await Parallel.ForAsync(0, orders.Count, TestContext.Current.CancellationToken, async (order, _) =>
        {
            foreach (var (turn, state) in orders[order].Index())
            {
                var next = await (turn % 2 == 0 ? exchange : exchange with { Port = port }).ReportAsync($"call-{order}", state);
                if (orders[order].Take(turn + 1).Contains("ENDED")) next.Should().Be("END");
            }
        });

        orders.Should().HaveCount(24);
        (await municipality.QueryAsync("SELECT count(*) FROM call")).Should().Equal("0");
        (await municipality.QueryAsync("SELECT count(*) FROM ended_call")).Should().Equal("24");
    }

    private static IEnumerable<IReadOnlyList<string>> Permutations(string[] of) => of.Length == 0
        ? [[]]
        : of.Index().SelectMany(first => Permutations([.. of.Where((_, index) => index != first.Index)])
            .Select(rest => (IReadOnlyList<string>)[first.Item, .. rest]));
}
