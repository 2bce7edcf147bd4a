using System.Net;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Sessions;

namespace IdBellen.Tests.Api.Sessions;

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
    public async Task An_invitation_can_be_begun_with_five_times()
    {
        var (municipality, _, code) = await InvitedAsync();
        for (var use = 0; use < 5; use++) (await municipality.StartInvitedAsync(code)).Errors.Should().BeEmpty();

        (await municipality.StartInvitedAsync(code)).Code.Should().Be("INVITATION_UNKNOWN");
    }

    [Fact]
    public async Task An_invitation_is_worth_nothing_after_ten_minutes_or_when_the_caller_has_hung_up()
    {
        var (municipality, _, code) = await InvitedAsync();
        var (ended, _, endedCode) = await InvitedAsync();
        await (await ended.ExchangeAsync()).ReportAsync("call-1", "ENDED");
        (await ended.StartInvitedAsync(endedCode)).Code.Should().Be("INVITATION_UNKNOWN");

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
    public async Task The_caller_discloses_reads_out_four_digits_and_is_identified_in_the_same_call()
    {
        var (municipality, anna, code) = await InvitedAsync();
        var started = (await municipality.StartInvitedAsync(code)).Data!["startInvitedSession"]!;
        ((string)started["purpose"]!["name"]!).Should().Be("uitkering");
        var session = new CitizenSession(municipality, started);
        var app = new YiviApp(session.Pointer);
        (await app.ScanAsync())["request"]!["clientReturnUrl"].Should().BeNull("there is nothing to dial");
        await app.ProveAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        var digits = (string)(await session.StatusAsync())["confirmationDigits"]!;
        digits.Should().MatchRegex("^[0-9]{4}$");
        var id = (string)(await anna.CallAsync())["id"]!;

        var confirmed = (await anna.ConfirmAsync(id, digits)).Data!["confirmCaller"]!;

        ((string)confirmed["outcome"]!).Should().Be("CONFIRMED");
        ((string)confirmed["call"]!["identification"]!).Should().Be("DURING_CALL");
        (await session.StateAsync()).Should().Be("IN_CONVERSATION");
        (await session.StatusAsync())["confirmationDigits"].Should().BeNull();
    }

    [Fact]
    public async Task The_page_is_told_when_the_call_ends_before_the_digits_were_read_out()
    {
        var (municipality, _, code) = await InvitedAsync();
        var session = new CitizenSession(municipality, (await municipality.StartInvitedAsync(code)).Data!["startInvitedSession"]!);
        await new YiviApp(session.Pointer).DiscloseWithoutCodeAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        var states = new List<string>();
        var following = Task.Run(async () =>
        {
            await foreach (var next in municipality.Citizen.SubscribeAsync("subscription ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = session.StatusToken }))
            {
                states.Add((string)next["data"]!["sessionStatus"]!["state"]!);
                if (states.Count == 1) await municipality.ExecuteAsync("DELETE FROM call");
            }
        });

        await following.WaitAsync(TimeSpan.FromSeconds(20));

        states.Should().Equal("AWAITING_CONFIRMATION", "DONE");
    }

    private async Task<(ServedMunicipality Municipality, SignedIn Agent, string Code)> InvitedAsync()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        await (await municipality.ExchangeAsync()).ReportAsync("call-1", "QUEUED");
        var id = (string)(await anna.CallAsync())["id"]!;
        await anna.TakeAsync(id);
        JsonNode invitation = (await anna.InviteAsync(id)).Data!["inviteCaller"]!;
        return (municipality, anna, (string)invitation["code"]!);
    }
}
