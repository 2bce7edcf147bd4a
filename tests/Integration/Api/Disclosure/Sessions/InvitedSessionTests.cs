using System.Net;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Invitations;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>A caller whom an agent has invited identifies during the call.</summary>
public sealed class InvitedSessionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_code_that_nobody_gave_out_starts_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();

        foreach (var code in (string[])["", "no code", "22222222"])
            (await municipality.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN", code);

        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
    }

    [Fact]
    public async Task An_invitation_of_another_municipality_is_worth_nothing()
    {
        var (_, _, code) = await InvitedAsync();
        var other = await fixture.MunicipalityAsync();

        (await other.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN");
    }

    [Fact]
    public async Task Of_all_who_begin_with_an_invitation_at_once_at_two_replicas_one_does()
    {
        var (municipality, _, code) = await InvitedAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(index => (municipality.Citizen with { Port = index % 2 == 0 ? port : null }).SendAsync(
            "mutation ($code: String!) { startInvitedSession(code: $code) { statusToken } }", new { code })));

        answers.Count(answer => answer.Errors.Count == 0).Should().Be(1);
        answers.Where(answer => answer.Errors.Count > 0).Should().OnlyContain(answer => answer.Code == "INVITATION_UNKNOWN");
        (await municipality.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN");
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("1");
    }

    [Fact]
    public async Task An_invitation_is_not_used_up_by_an_IRMA_server_that_gives_no_session_or_can_not_pair_it()
    {
        string? fails = "/session";
        await using var irma = await ForwardingIrmaServer.StartAsync(fixture.Irma, async (path, forward) =>
        {
            if (fails is null || !path.EndsWith(fails, StringComparison.Ordinal)) await forward(true);
        });
        var (municipality, _, code) = await InvitedAsync(irma.Url);
        (await municipality.StartInvitedAsync(code)).Code.Should().Be("IRMA_UNREACHABLE");
        fails = "/frontend/options";
        (await municipality.StartInvitedAsync(code)).Code.Should().Be("IRMA_UNREACHABLE", "a session that is not paired is no use");
        irma.Requests.Should().Contain(request => request.StartsWith("DELETE /session/", StringComparison.Ordinal), "and is cancelled");
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");

        fails = null;

        (await municipality.StartInvitedAsync(code)).Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_session_that_is_being_started_with_an_invitation_that_is_replaced_meanwhile_is_refused_and_cancelled()
    {
        var let = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var irma = await ForwardingIrmaServer.StartAsync(fixture.Irma, async (path, forward) =>
        {
            if (path == "/session" && asked.TrySetResult()) await let.Task;
            await forward(true);
        });
        var (municipality, anna, code) = await InvitedAsync(irma.Url);
        var starting = municipality.StartInvitedAsync(code);
        await asked.Task;
        var id = (await anna.CallAsync()).Id;
        (await anna.CallAsync()).Invitation!.State.Should().Be("STARTED");

        var again = (await anna.InviteAsync(id)).Value.Code;
        let.SetResult();

        (await starting).Code.Should().Be("INVITATION_UNKNOWN");
        irma.Requests.Should().Contain(request => request.StartsWith("DELETE /session/", StringComparison.Ordinal));
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
        (await municipality.StartInvitedAsync(again)).Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task An_invitation_is_worth_nothing_after_ten_minutes_or_when_the_caller_has_hung_up_or_the_exchange_is_silent()
    {
        var (municipality, _, code) = await InvitedAsync();
        var (ended, _, endedCode) = await InvitedAsync();
        await (await ended.ExchangeAsync()).ReportAsync("call-1", "ENDED");
        (await ended.StartInvitedAsync(endedCode)).Code.Should().Be("INVITATION_UNKNOWN");
        await municipality.ExecuteAsync("UPDATE call SET last_heard_at = last_heard_at - interval '3 minutes'");
        (await municipality.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN");
        await municipality.ExecuteAsync("UPDATE call SET last_heard_at = last_heard_at + interval '3 minutes'");

        await municipality.ExecuteAsync("UPDATE invitation SET expires_at = now() - interval '1 second'");

        (await municipality.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN");
    }

    [Fact]
    public async Task Who_guesses_codes_is_held_up_and_the_municipality_next_door_is_not()
    {
        var (municipality, _, code) = await InvitedAsync();
        var (other, _, otherCode) = await InvitedAsync();
        var refusals = new List<string>();
        for (var guess = 0; guess < 20; guess++) refusals.Add((await municipality.StartInvitedAsync(InvitationCode.Create())).Code);

        refusals.Should().Contain("TOO_MANY_REQUESTS").And.HaveElementAt(0, "INVITATION_UNKNOWN");
        (await municipality.StartInvitedAsync(code)).Code.Should().Be("TOO_MANY_REQUESTS", "else guessing would go on");
        (await other.StartInvitedAsync(otherCode)).Errors.Should().BeEmpty();
    }

    [Fact]
    public void One_address_that_guesses_shuts_out_no_other()
    {
        using var guesses = new InvitationGuesses();
        var attacker = IPAddress.Parse("2001:db8::1");
        while (guesses.MayGuess("uid", attacker))
        {
            // Until it is enough.
        }

        guesses.MayGuess("uid", IPAddress.Parse("2001:db8::ffff")).Should().BeFalse("it is the same subscriber");
        guesses.MayGuess("uid", IPAddress.Parse("2001:db8:0:1::1")).Should().BeTrue();
        guesses.MayGuess("uid", IPAddress.Parse("192.0.2.1")).Should().BeTrue();
        guesses.MayGuess("uid", null).Should().BeTrue();
    }

    [Fact]
    public void Many_addresses_together_guess_no_faster_than_the_municipality_allows()
    {
        using var guesses = new InvitationGuesses();

        Enumerable.Range(0, 250).Count(last => guesses.MayGuess("uid", new IPAddress([192, 0, 2, (byte)last]))).Should().BeLessThan(100);
    }

    [Fact]
    public async Task The_caller_reads_out_the_digits_of_the_app_discloses_and_is_identified_in_the_same_call()
    {
        var (municipality, anna, code) = await InvitedAsync();
        var started = await municipality.StartInvitedAsync(code);
        started.Value.Purpose!.Name.Should().Be("uitkering");
        var session = new CitizenSession(municipality, started);
        var app = new YiviApp(session.Pointer);
        var digits = await app.PairingDigitsAsync();
        digits.Should().MatchRegex("^[0-9]{4}$");
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        await app.Awaiting(yivi => yivi.ProveAsync()).Should().ThrowAsync<HttpRequestException>("the agent has not typed them yet");
        var id = (await anna.CallAsync()).Id;

        (await anna.ConfirmAsync(id, digits)).Value.Outcome.Should().Be("CONFIRMED");

        (await session.StateAsync()).Should().Be("CONNECTED");
        (await app.RequestAsync())["clientReturnUrl"].Should().BeNull("there is nothing to dial");
        await app.ProveAsync();
        await session.BecomesAsync("IN_CONVERSATION");
        (await anna.CallAsync()).Identification.Should().Be("DURING_CALL");
    }

    [Fact]
    public async Task Nothing_that_the_page_of_an_invited_caller_is_told_has_digits_and_it_can_not_type_any()
    {
        var (municipality, anna, _) = await InvitedAsync();
        var id = (await anna.CallAsync()).Id;
        var code = (await anna.InviteAsync(id)).Value.Code;
        var session = new CitizenSession(municipality, await municipality.StartInvitedAsync(code));
        var digits = await new YiviApp(session.Pointer).PairingDigitsAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        List<string> heard = [session.Answer, await session.StatusTextAsync()];

        (await session.PairAsync(digits)).Code.Should().Be("NOT_PAIRING", "not even the right ones: they are for the agent");

        (await session.StateAsync()).Should().Be("AWAITING_CONFIRMATION");
        heard.Should().NotContain(answer => answer.Contains(digits, StringComparison.Ordinal));
        File.ReadAllText(Repository.File("api", "schema.graphql")).Should().NotContain("confirmationDigits");
    }

    [Fact]
    public async Task The_page_is_told_when_the_call_ends_before_the_digits_were_read_out()
    {
        var (municipality, _, code) = await InvitedAsync();
        var session = new CitizenSession(municipality, await municipality.StartInvitedAsync(code));
        await new YiviApp(session.Pointer).PairingDigitsAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        var states = new List<string>();
        var following = Task.Run(async () =>
        {
            await foreach (var next in municipality.Citizen.SubscribeAsync<SessionStatus>(
                "subscription ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = session.StatusToken }))
            {
                states.Add(next.State);
                if (states.Count == 1) await municipality.ExecuteAsync("DELETE FROM call");
            }
        });

        await following.WaitAsync(TimeSpan.FromSeconds(90));

        states.Should().Equal("AWAITING_CONFIRMATION", "EXPIRED");
    }

    private async Task<(ServedMunicipality Municipality, SignedIn Agent, string Code)> InvitedAsync(Uri? irma = null)
    {
        var municipality = await fixture.MunicipalityAsync(irma: irma);
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var caller = await InvitedCaller.CallAsync(municipality, anna);
        return (municipality, anna, caller.Code);
    }
}
