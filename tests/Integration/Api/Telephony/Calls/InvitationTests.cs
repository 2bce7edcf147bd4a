using AwesomeAssertions;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Api.Calls;

/// <summary>The agent invites a caller and types the digits that he reads out.</summary>
public sealed class InvitationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_the_taker_of_a_live_call_without_identification_may_invite()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        var identified = await municipality.IdentifiedCallAsync();
        var id = (string)(await agents[0].CallAsync())["id"]!;

        (await agents[0].InviteAsync(id)).Code.Should().Be("CALL_NOT_YOURS", "nobody has taken it");
        await agents[0].TakeAsync(id);
        (await agents[0].InviteAsync(id)).Code.Should().Be("ALREADY_IDENTIFIED");
        (await agents[0].InviteAsync(id, "onbekend")).Code.Should().Be("PURPOSE_UNKNOWN");
        await agents[0].FinishAsync(id);
        (await agents[0].InviteAsync(id)).Code.Should().Be("CALL_ENDED");
        await exchange.ReportAsync("unidentified", "QUEUED");
        id = (string)(await agents[0].CallAsync())["id"]!;
        await agents[0].TakeAsync(id);
        (await agents[1].InviteAsync(id)).Code.Should().Be("CALL_NOT_YOURS");
        (await agents[1].ConfirmAsync(id, "0000")).Code.Should().Be("CALL_NOT_YOURS");
        foreach (var digits in (string[])["", "123", "12345", "12a4", "١٢٣٤"]) (await agents[0].ConfirmAsync(id, digits)).Code.Should().Be("DIGITS_MALFORMED");
        ((string)(await agents[0].ConfirmAsync(id, "0000")).Data!["confirmCaller"]!["outcome"]!).Should().Be("NOTHING_TO_CONFIRM");
        (await new GraphQLClient(municipality).SendAsync($"mutation {{ inviteCaller(callId: \"{id}\", purpose: \"uitkering\") {{ code }} }}")).Code.Should().Be("NOT_SIGNED_IN");
        identified.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_invitation_is_the_takers_alone_can_be_read_out_and_outlives_a_reload()
    {
        var (municipality, agents, id) = await TakenAsync();

        var invitation = (await agents[0].InviteAsync(id)).Data!["inviteCaller"]!;

        ((string)invitation["code"]!).Should().MatchRegex("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$");
        ((string)invitation["address"]!).Should().Be($"{municipality.Origin}/i");
        ((string)invitation["link"]!).Should().Be($"{municipality.Origin}/i#{((string)invitation["code"]!).Replace("-", "", StringComparison.Ordinal)}", "a fragment is never sent");
        ((string)(await agents[0].CallAsync())["invitation"]!["code"]!).Should().Be((string)invitation["code"]!);
        (await agents[1].CallAsync())["invitation"].Should().BeNull();
        (await municipality.QueryAsync("SELECT encode(code_sealed, 'escape') || encode(code_hash, 'escape') FROM invitation")).Single().Should().NotContain(((string)invitation["code"]!)[..4]);
    }

    [Fact]
    public async Task Wrong_digits_three_times_erase_what_was_disclosed()
    {
        var (municipality, agents, id) = await TakenAsync();
        var (session, digits) = await DisclosedAsync(municipality, agents[0], id);
        var wrong = digits == "0000" ? "1111" : "0000";
        ((string)(await agents[0].CallAsync())["invitation"]!["state"]!).Should().Be("AWAITING_CONFIRMATION");

        // At once, on whatever connection: each counts.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (string)(await agents[0].ConfirmAsync(id, wrong)).Data!["confirmCaller"]!["outcome"]!));

        outcomes.Should().BeEquivalentTo(["WRONG", "WRONG", "LOCKED"]);
        ((string)(await agents[0].ConfirmAsync(id, digits)).Data!["confirmCaller"]!["outcome"]!).Should().Be("NOTHING_TO_CONFIRM", "the right ones come too late");
        (await session.StateAsync()).Should().Be("LOCKED");
        (await municipality.QueryAsync("SELECT count(*) FROM session WHERE attributes_sealed IS NOT NULL OR shown_digits_sealed IS NOT NULL")).Should().Equal("0");
        ((string)(await agents[0].CallAsync())["identification"]!).Should().Be("NONE");
    }

    [Fact]
    public async Task Once_confirmed_the_data_is_in_the_call_and_written_down_and_goes_with_it()
    {
        var (municipality, agents, id) = await TakenAsync();
        var (_, digits) = await DisclosedAsync(municipality, agents[0], id);
        (await agents[0].CallAsync())["attributes"]!.AsArray().Should().BeEmpty("nobody has confirmed it yet");

        var call = (await agents[0].ConfirmAsync(id, digits)).Data!["confirmCaller"]!["call"]!;

        call["attributes"]!.AsArray().Should().HaveCount(2);
        call["links"]!.AsArray().Should().ContainSingle();
        ((string)call["purpose"]!["name"]!).Should().Be("uitkering");
        (await agents[1].CallAsync())["attributes"]!.AsArray().Should().BeEmpty();
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'confirmed'")).Should().Equal("1");
        await agents[0].FinishAsync(id);
        (await municipality.QueryAsync("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call) + (SELECT count(*) FROM invitation)")).Should().Equal("0");
    }

    [Fact]
    public async Task A_new_invitation_makes_the_older_one_and_what_was_begun_with_it_worthless()
    {
        var (municipality, agents, id) = await TakenAsync();
        var (first, digits) = await DisclosedAsync(municipality, agents[0], id);

        await agents[0].InviteAsync(id);

        ((string)(await agents[0].ConfirmAsync(id, digits)).Data!["confirmCaller"]!["outcome"]!).Should().Be("NOTHING_TO_CONFIRM");
        (await municipality.Citizen.SendAsync("query ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = first.StatusToken })).Code.Should().Be("SESSION_UNKNOWN");
    }

    private async Task<(ServedMunicipality Municipality, IReadOnlyList<SignedIn> Agents, string CallId)> TakenAsync()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await (await municipality.ExchangeAsync()).ReportAsync("call", "QUEUED");
        var id = (string)(await agents[0].CallAsync())["id"]!;
        await agents[0].TakeAsync(id);
        return (municipality, agents, id);
    }

    private static async Task<(CitizenSession Session, string Digits)> DisclosedAsync(ServedMunicipality municipality, SignedIn agent, string callId)
    {
        var code = (string)(await agent.InviteAsync(callId)).Data!["inviteCaller"]!["code"]!;
        var session = new CitizenSession(municipality, (await municipality.StartInvitedAsync(code)).Data!["startInvitedSession"]!);
        await new YiviApp(session.Pointer).DiscloseWithoutCodeAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        return (session, (string)(await session.StatusAsync())["confirmationDigits"]!);
    }
}
