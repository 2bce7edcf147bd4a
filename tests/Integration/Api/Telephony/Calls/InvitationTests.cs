using AwesomeAssertions;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>The agent invites a caller and types the digits that the caller reads out from the app.</summary>
public sealed class InvitationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Only_the_taker_of_a_live_call_without_identification_may_invite()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var exchange = await municipality.ExchangeAsync();
        var identified = await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;

        (await agents[0].InviteAsync(id)).Code.Should().Be("CALL_NOT_YOURS", "nobody has taken it");
        await agents[0].TakeAsync(id);
        (await agents[0].InviteAsync(id)).Code.Should().Be("ALREADY_IDENTIFIED");
        (await agents[0].InviteAsync(id, "onbekend")).Code.Should().Be("PURPOSE_UNKNOWN");
        await agents[0].FinishAsync(id);
        (await agents[0].InviteAsync(id)).Code.Should().Be("CALL_ENDED");
        await exchange.ReportAsync("unidentified", "QUEUED");
        id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        (await agents[1].InviteAsync(id)).Code.Should().Be("CALL_NOT_YOURS");
        (await agents[1].ConfirmAsync(id, "0000")).Code.Should().Be("CALL_NOT_YOURS");
        foreach (var digits in (string[])["", "123", "12345", "12a4", "١٢٣٤"])
            (await agents[0].ConfirmAsync(id, digits)).Code.Should().Be("DIGITS_MALFORMED");
        (await agents[0].ConfirmAsync(id, "0000")).Value.Outcome.Should().Be("NOTHING_TO_CONFIRM");
        (await new GraphQLClient(municipality).SendAsync(
            $"mutation {{ inviteCaller(callId: \"{id}\", purpose: \"uitkering\") {{ code }} }}")).Code.Should().Be("NOT_SIGNED_IN");
        identified.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_invitation_is_the_takers_alone_can_be_read_out_and_outlives_a_reload()
    {
        var (municipality, agents, id) = await TakenAsync();

        var invitation = (await agents[0].InviteAsync(id)).Value;

        invitation.Code.Should().MatchRegex("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$");
        invitation.Address.Should().Be($"{municipality.Origin}/i");
        invitation.Link.Should()
            .Be($"{municipality.Origin}/i#{invitation.Code.Replace("-", "", StringComparison.Ordinal)}",
                "a fragment is never sent");
        (await agents[0].CallAsync()).Invitation!.Code.Should().Be(invitation.Code);
        (await agents[1].CallAsync()).Invitation.Should().BeNull();
        (await municipality.QueryAsync("SELECT encode(code_sealed, 'escape') || encode(code_hash, 'escape') FROM invitation")).Single()
            .Should().NotContain(invitation.Code[..4]);
    }

    [Fact]
    public async Task The_agent_sees_how_far_the_caller_is_and_digits_can_be_typed_when_the_app_shows_them_and_not_before()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var caller = await InvitedCaller.CallAsync(municipality, anna);
        (await StateAsync(anna)).Should().Be("OPEN");
        await caller.StartAsync();
        (await StateAsync(anna)).Should().Be("STARTED");
        (await caller.ConfirmAsync("0000")).Outcome.Should()
            .Be("NOTHING_TO_CONFIRM", "no app has connected, and that costs no try");

        await caller.ScanAsync();

        await Eventually.BeTrueAsync(async () => await StateAsync(anna) == "AWAITING_CONFIRMATION",
            what: "the agent is told that the app shows digits");
        (await caller.ConfirmAsync(caller.WrongDigits)).TriesLeft.Should().Be(2);
        (await caller.ConfirmAsync()).Outcome.Should().Be("CONFIRMED");
        (await StateAsync(anna)).Should().Be("CONFIRMED");
        (await caller.ConfirmAsync()).Outcome.Should().Be("NOTHING_TO_CONFIRM", "they were right already");
        await caller.App.RefuseAsync();
        await Eventually.BeTrueAsync(async () => await StateAsync(anna) == "ENDED", what: "the agent is told that nothing came of it");
    }

    [Fact]
    public async Task Wrong_digits_three_times_end_the_session_and_nothing_was_disclosed()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var caller = await (await (await InvitedCaller.CallAsync(municipality, anna)).StartAsync()).ScanAsync();
        await caller.Session.BecomesAsync("AWAITING_CONFIRMATION");

        // At once, on whatever connection: each counts.
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(async _ => (await caller.ConfirmAsync(caller.WrongDigits)).Outcome));

        outcomes.Should().BeEquivalentTo(["WRONG", "WRONG", "LOCKED"]);
        (await caller.ConfirmAsync()).Outcome.Should().Be("NOTHING_TO_CONFIRM", "the right ones come too late");
        (await caller.Session.StateAsync()).Should().Be("LOCKED");
        await caller.App.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>("the app is told too");
        (await municipality.QueryAsync(
            "SELECT count(*) FROM session WHERE attributes_sealed IS NOT NULL OR shown_digits_sealed IS NOT NULL")).Should().Equal("0");
        (await anna.CallAsync()).Identification.Should().Be("NONE");
    }

    [Fact]
    public async Task Once_confirmed_and_disclosed_the_data_is_in_the_call_and_written_down_and_goes_with_it()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var caller = await (await (await (await InvitedCaller.CallAsync(municipality, agents[0])).StartAsync()).ScanAsync())
            .ConfirmedAsync();
        (await agents[0].CallAsync()).Attributes.Should().BeEmpty("nothing is disclosed yet");
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log")).Should().Equal("0");

        await caller.App.ProveAsync();
        await caller.Session.BecomesAsync("IN_CONVERSATION");

        var call = await agents[0].CallAsync();
        call.Attributes.Should().HaveCount(2);
        call.Links.Should().ContainSingle();
        call.Invitation.Should().BeNull();
        call.Purpose!.Name.Should().Be("uitkering");
        (await agents[1].CallAsync()).Attributes.Should().BeEmpty();
        (await municipality.QueryAsync("SELECT action || ' ' || account_id FROM data_access_log")).Should()
            .Equal($"confirmed {await agents[0].IdAsync()}");
        await agents[0].FinishAsync(caller.CallId);
        (await municipality.QueryAsync(
            "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call) + (SELECT count(*) FROM invitation)")).Should().Equal("0");
    }

    [Fact]
    public async Task A_new_invitation_makes_the_older_one_and_what_was_begun_with_it_worthless_in_the_app_too()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var first = await (await (await (await InvitedCaller.CallAsync(municipality, anna)).StartAsync()).ScanAsync()).ConfirmedAsync();

        var again = (await anna.InviteAsync(first.CallId)).Value.Code;

        (await first.ConfirmAsync()).Outcome.Should().Be("NOTHING_TO_CONFIRM");
        await first.App.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        (await municipality.Citizen.SendAsync("query ($t: String!) { sessionStatus(statusToken: $t) { state } }",
            new { t = first.Session.StatusToken })).Code.Should().Be("SESSION_UNKNOWN");
        (await municipality.StartInvitedAsync(first.Code)).Code.Should().Be("INVITATION_UNKNOWN");
        (await municipality.StartInvitedAsync(again)).Errors.Should().BeEmpty();
    }

    private static async Task<string> StateAsync(SignedIn agent) => (await agent.CallAsync()).Invitation!.State;

    private async Task<(ServedMunicipality Municipality, IReadOnlyList<SignedIn> Agents, string CallId)> TakenAsync()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await (await municipality.ExchangeAsync()).ReportAsync("call", "QUEUED");
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        return (municipality, agents, id);
    }
}
