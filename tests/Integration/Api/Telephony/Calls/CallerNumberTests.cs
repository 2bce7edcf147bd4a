using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>What the taker sees of the number that an exchange hands over.</summary>
public sealed class CallerNumberTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Fields = "callerNumber callerNumberDisplay callerNumberUnknown";

    [Fact]
    public async Task The_taker_sees_the_number_as_people_write_it_or_why_it_is_unknown_and_a_colleague_neither()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        var own = (await municipality.Citizen.GetAsync<PublicMunicipality>("{ municipality { phoneNumber } }")).PhoneNumber!;
        var long32 = "\"Jan de Vries uit Arnhem\" <sip:0031612345678@carrier.example;user=phone>;tag=x";
        foreach (var (number, expected) in new (string? Number, (string?, string?, string?) Expected)[]
        {
            (long32, ("+31612345678", "06 12345678", null)), (null, (null, null, "NOT_GIVEN")), ("+266696687", (null, null, "WITHHELD")),
            ("unknown", (null, null, "UNAVAILABLE")), ($"0{own[3..]}", (null, null, "OWN_NUMBER")), ("Jan", (null, null, "UNREADABLE")),
        })
        {
            var reference = $"{Guid.NewGuid()}";
            await ReportAsync(exchange, reference, number);
            var id = (await agents[0].CallAsync()).Id;
            await agents[0].TakeAsync(id);

            var (seen, byColleague) = (await SeenAsync(agents[0]), await SeenAsync(agents[1]));

            seen.Should().Be(expected, $"{number}");
            byColleague.Should().Be(((string?)null, (string?)null, (string?)null));
            await agents[0].FinishAsync(id);
        }
        fixture.Log.Lines.Should().NotContain(line => line.Contains("612345678", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_may_come_later_than_the_word_for_it_and_the_first_number_stays()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        foreach (var number in (string?[])[null, "anonymous", "0612345678", "unknown", "0687654321"])
            await ReportAsync(exchange, "call", number);

        await agent.TakeAsync((await agent.CallAsync()).Id);

        (await SeenAsync(agent)).Should().Be(("+31612345678", "06 12345678", (string?)null));
    }

    private static async Task<(string?, string?, string?)> SeenAsync(SignedIn agent)
    {
        var call = (await agent.GraphQL.GetAsync<IReadOnlyList<Caller>>($"{{ liveCalls {{ {Fields} }} }}")).Single();
        return (call.CallerNumber, call.CallerNumberDisplay, call.CallerNumberUnknown);
    }

    private sealed record Caller(string? CallerNumber, string? CallerNumberDisplay, string? CallerNumberUnknown);

    private static async Task ReportAsync(GraphQLClient exchange, string reference, string? number) => await exchange.GetAsync(
        "mutation ($r: String!, $n: String) { reportCall(callReference: $r, state: QUEUED, callerNumber: $n) { next } }",
        new { r = reference, n = number });
}
