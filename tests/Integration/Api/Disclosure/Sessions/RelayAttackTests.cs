using System.Text.Json.Nodes;
using AwesomeAssertions;

namespace IdBellen.Tests.Api.Sessions;

/// <summary>
/// An attacker starts a session and gets a victim to disclose to it, by a QR code on a page of his own or a link in a message. He has his own
/// browser with all that it was ever told, and he phones. Nothing of this may make him the victim.
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
        heard.Add((await session.StatusAsync()).ToJsonString());
        await foreach (var next in municipality.Citizen.SubscribeAsync(
            "subscription ($t: String!) { sessionStatus(statusToken: $t) { state confirmationDigits phoneCall { code } } }", new { t = session.StatusToken }))
        {
            heard.Add(next.ToJsonString());
            break;
        }
        foreach (var (index, guess) in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 10)).Where(guess => guess != code).Take(3).Index())
            await exchange.MatchAsync(guess, "attacker", index + 1, "+31600000666");

        heard.Should().NotContain(answer => answer.Contains(code, StringComparison.Ordinal)).And.NotContain(answer => answer.Contains("phoneCall\":{", StringComparison.Ordinal));
        var call = await anna.CallAsync();
        ((bool)call["identified"]!).Should().BeFalse();
        call["attributes"]!.AsArray().Should().BeEmpty();
        // The victim's own phone dials, and is the one that is identified.
        ((string)(await exchange.MatchAsync(code, "victim"))["outcome"]!).Should().Be("MATCHED");
    }

    [Fact]
    public async Task From_another_phone_the_attacker_would_need_the_digits_that_the_victims_app_shows_and_has_three_guesses()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        var victim = new YiviApp(session.Pointer);
        var digits = await victim.PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");
        List<JsonNode> heard = [await session.StatusAsync()];

        foreach (var guess in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 4)).Where(guess => guess != digits).Take(3))
            heard.Add((await session.PairAsync(guess)).Data!);

        (await session.StateAsync()).Should().Be("LOCKED");
        heard.Select(answer => answer.ToJsonString()).Should().NotContain(answer => answer.Contains($"\"{digits}\"", StringComparison.Ordinal));
        // The victim's app is told that it is over, and nothing was disclosed.
        await victim.Awaiting(app => app.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        (await session.StatusAsync())["phoneCall"].Should().BeNull();
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
    }

    [Fact]
    public async Task During_a_call_the_digits_are_on_the_victims_page_and_the_attacker_on_the_line_can_not_read_them_out()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        await (await municipality.ExchangeAsync()).ReportAsync("attacker", "QUEUED");
        var id = (string)(await anna.CallAsync())["id"]!;
        await anna.TakeAsync(id);
        var invitation = (await anna.InviteAsync(id)).Data!["inviteCaller"]!;
        // The attacker sends the invitation on; the victim opens it and discloses.
        var victim = new CitizenSession(municipality, (await municipality.StartInvitedAsync((string)invitation["code"]!)).Data!["startInvitedSession"]!);
        await new YiviApp(victim.Pointer).DiscloseWithoutCodeAsync();
        await victim.BecomesAsync("AWAITING_CONFIRMATION");
        var digits = (string)(await victim.StatusAsync())["confirmationDigits"]!;

        foreach (var guess in Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 4)).Where(guess => guess != digits).Take(3))
            await anna.ConfirmAsync(id, guess);

        ((bool)(await anna.CallAsync())["identified"]!).Should().BeFalse();
        (await victim.StateAsync()).Should().Be("LOCKED");
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
    }
}
