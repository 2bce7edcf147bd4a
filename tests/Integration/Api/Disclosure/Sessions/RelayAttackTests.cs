using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>
/// An attacker starts a session and gets a victim to disclose to it, by a QR code on a page of their own or a link in a message. They have
/// a browser with all that it was ever told, and they phone. The victim does what honest citizens do: scans, compares, shares, and reads
/// digits out only to an agent whom they phoned themselves. Nothing of this makes the attacker the victim. What remains is tested too, so
/// that nobody takes it for closed: a page that asks its victim for the digits, and a server that stands between the victim's app and the
/// IRMA server.
/// </summary>
public sealed class RelayAttackTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_code_goes_to_the_phone_that_discloses_and_the_attacker_who_calls_stays_unidentified()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var session = await municipality.StartAsync();
        var heard = new List<string> { session.Answer };

        var code = await new YiviApp(session.Pointer).DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        heard.Add(await session.StatusTextAsync());
        await foreach (var next in municipality.Citizen.SubscribeAsync(
            "subscription ($t: String!) { sessionStatus(statusToken: $t) { state phoneCall { code } } }", new { t = session.StatusToken }))
        {
            heard.Add(next.ToJsonString());
            break;
        }
        foreach (var (index, guess) in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 10))
            .Where(guess => guess != code).Take(3).Index())
            await exchange.MatchAsync(guess, "attacker", index + 1, "+31600000666");

        heard.Should().NotContain(answer => answer.Contains(code, StringComparison.Ordinal)).And.NotContain(
            answer => answer.Contains("phoneCall\":{", StringComparison.Ordinal));
        var call = await anna.CallAsync();
        call.Identified.Should().BeFalse();
        call.Attributes.Should().BeEmpty();
        // The victim's own phone dials, and is the one that is identified.
        (await exchange.MatchAsync(code, "victim")).Outcome.Should().Be("MATCHED");
    }

    [Fact]
    public async Task From_another_phone_the_attacker_would_need_the_digits_that_the_victims_app_shows_and_has_three_guesses()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        var victim = new YiviApp(session.Pointer);
        var digits = await victim.PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");
        List<string> heard = [await session.StatusTextAsync()];

        foreach (var guess in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 4)).Where(guess => guess != digits)
            .Take(3))
            heard.Add((await session.PairAsync(guess)).Accepted.ToJsonString());

        (await session.StateAsync()).Should().Be("LOCKED");
        heard.Should().NotContain(answer => answer.Contains($"\"{digits}\"", StringComparison.Ordinal));
        // The victim's app is told that it is over, and nothing was disclosed.
        await victim.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        (await session.StatusAsync()).PhoneCall.Should().BeNull();
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
    }

    [Fact]
    public async Task From_another_phone_a_page_that_asks_its_victim_for_the_digits_succeeds_and_the_agent_sees_that_this_way_is_less_sure()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var attackers = await municipality.StartForAnotherPhoneAsync();
        var victim = new YiviApp(attackers.Pointer);

        // The attacker's page looks like ours, and the victim types the digits there.
        await attackers.PairAsync(await victim.PairingDigitsAsync());
        await victim.ProveAsync();
        await attackers.BecomesAsync("DISCLOSED");
        await (await municipality.ExchangeAsync()).MatchAsync((await attackers.StatusAsync()).PhoneCall!.Code, "attacker");

        var call = await anna.CallAsync();
        call.Identified.Should().BeTrue("this is what remains");
        call.Identification.Should().Be("ANOTHER_PHONE");
    }

    [Fact]
    public async Task During_a_call_the_silent_relay_gets_nothing_the_digits_stand_on_the_victims_phone_alone()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        // The attacker phones, is invited, begins in a browser of their own, and gets the pointer to a victim, who scans.
        var attacker = await (await (await InvitedCaller.CallAsync(municipality, anna, "attacker")).StartAsync()).ScanAsync();
        var heard = new List<string> { attacker.Session.Answer };
        await attacker.Session.BecomesAsync("AWAITING_CONFIRMATION");
        heard.Add(await attacker.Session.StatusTextAsync());
        heard.AddRange((await attacker.Session.PairAsync(attacker.WrongDigits)).Errors.Select(error => error.ToJsonString()));
        await foreach (var next in municipality.Citizen.SubscribeAsync(
            "subscription ($t: String!) { sessionStatus(statusToken: $t) { state triesLeft phoneCall { code } } }",
            new { t = attacker.Session.StatusToken }))
        {
            heard.Add(next.ToJsonString());
            break;
        }

        // The victim shares as far as the app lets them; the attacker has three guesses on the line.
        await attacker.App.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        foreach (var guess in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 4))
            .Where(guess => guess != attacker.Digits).Take(3))
            await attacker.ConfirmAsync(guess);

        heard.Should().NotContain(answer => answer.Contains($"\"{attacker.Digits}\"", StringComparison.Ordinal));
        (await attacker.Session.StateAsync()).Should().Be("LOCKED");
        var call = await anna.CallAsync();
        call.Identified.Should().BeFalse();
        (await anna.CallsTextAsync()).Should().NotContainAny(ServedMunicipality.FullName, ServedMunicipality.Bsn);
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
    }

    [Fact]
    public async Task During_a_call_digits_that_the_victim_reads_out_in_a_call_of_their_own_open_nothing_in_the_attackers()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var attacker = await (await (await InvitedCaller.CallAsync(municipality, agents[0], "attacker")).StartAsync()).ScanAsync();
        // The victim has phoned the municipality too, is asked by that agent, and has the attacker's session in the app.
        var victim = await (await InvitedCaller.CallAsync(municipality, agents[1], "victim")).StartAsync();

        (await victim.ConfirmAsync(attacker.Digits)).Outcome.Should().Be("NOTHING_TO_CONFIRM");

        await attacker.App.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        foreach (var agent in agents) (await agent.CallsAsync()).Should().OnlyContain(call => !call.Identified);
    }

    [Fact]
    public async Task During_a_call_a_page_that_asks_its_victim_for_the_digits_succeeds_and_the_agent_sees_that_this_way_is_less_sure()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var attacker = await (await (await InvitedCaller.CallAsync(municipality, anna, "attacker")).StartAsync()).ScanAsync();

        // The victim types the digits on the attacker's page, and the attacker reads them out.
        await attacker.ConfirmedAsync();
        await attacker.App.ProveAsync();
        await attacker.Session.BecomesAsync("IN_CONVERSATION");

        var call = await anna.CallAsync();
        call.Identified.Should().BeTrue("this is what remains");
        call.Identification.Should().Be("DURING_CALL");
    }

    [Fact]
    public async Task Who_speaks_first_to_the_IRMA_server_and_gets_nobody_to_disclose_holds_a_code_that_is_worth_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var citizens = await municipality.StartAsync();

        var read = await new YiviApp(citizens.Pointer).ConnectAsync();

        (await exchange.MatchAsync(read, "attacker")).Outcome.Should().Be("RETRY");
        await new YiviApp(citizens.Pointer).Awaiting(app => app.ConnectAsync()).Should()
            .ThrowAsync<HttpRequestException>("only one client may connect, so the citizen notices");
        // They begin again: the new session has another code.
        var again = await municipality.StartAsync();
        var code = await again.DiscloseAsync();
        await again.BecomesAsync("DISCLOSED");
        code.Should().NotBe(read);
        (await exchange.MatchAsync(read, "attacker", 2)).Outcome.Should().Be("RETRY");
        (await exchange.MatchAsync(code, "citizen")).Outcome.Should().Be("MATCHED");
    }

    [Fact]
    public async Task A_server_that_stands_between_the_victims_app_and_the_IRMA_server_reads_the_code_and_gets_through()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var attackers = await municipality.StartAsync();
        // To the IRMA server it is the app. It passes the request on to the victim's app, which shows the attacker's host; and the proof
        // back.
        var between = new YiviApp(attackers.Pointer);

        var code = await between.ConnectAsync();
        await between.ProveAsync();
        await attackers.BecomesAsync("DISCLOSED");

        (await exchange.MatchAsync(code, "attacker")).Outcome.Should().Be(
            "MATCHED", "this remains: docs/adr/0086-a-relaying-server-can-read-the-code.md says what limits it");
        (await exchange.MatchAsync(code, "another")).Outcome.Should().NotBe("MATCHED", "once");
        (await anna.CallAsync()).Identification.Should().Be("SAME_PHONE");
    }
}
