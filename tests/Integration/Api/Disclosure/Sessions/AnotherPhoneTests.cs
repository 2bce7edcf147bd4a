using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>The citizen discloses with one phone and calls from another.</summary>
public sealed class AnotherPhoneTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_is_no_four_digits_costs_no_try()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        await new YiviApp(session.Pointer).PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");

        foreach (var digits in (string[])["", "123", "12345", "12a4", "\u0661\u0662\u0663\u0664"])
            (await session.PairAsync(digits)).Code.Should().Be("DIGITS_MALFORMED", digits);

        (await session.StatusAsync()).TriesLeft.Should().Be(3);
    }

    [Fact]
    public async Task There_is_nothing_to_pair_before_the_app_shows_digits_nor_when_the_same_phone_calls()
    {
        var municipality = await fixture.MunicipalityAsync();
        var other = await municipality.StartForAnotherPhoneAsync();
        var same = await municipality.StartAsync();
        await new YiviApp(same.Pointer).ConnectAsync();

        (await other.PairAsync("0000")).Code.Should().Be("NOT_PAIRING");
        (await same.PairAsync("0000")).Code.Should().Be("NOT_PAIRING");
        (await municipality.Citizen.SendAsync("mutation { pairSession(statusToken: \"x\", digits: \"0000\") { state } }")).Code.Should()
            .Be("SESSION_UNKNOWN");
    }

    [Fact]
    public async Task Wrong_for_the_third_time_the_digits_end_the_session_in_the_app_too()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        var app = new YiviApp(session.Pointer);
        var digits = await app.PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");

        foreach (var (expected, triesLeft) in new (string, int?)[] { ("PAIRING", 2), ("PAIRING", 1), ("LOCKED", null) })
        {
            var status = (await session.PairAsync(Wrong(digits))).Value;
            (status.State, status.TriesLeft).Should().Be((expected, triesLeft));
        }

        (await session.PairAsync(digits)).Code.Should().Be("NOT_PAIRING");
        await app.Awaiting(yivi => yivi.ProveAsync()).Should().ThrowAsync<HttpRequestException>();
        (await municipality.QueryAsync("SELECT state || ' ' || (shown_digits_sealed IS NULL) FROM session")).Should().Equal("Locked true");
    }

    [Fact]
    public async Task Two_wrong_answers_at_once_on_two_replicas_are_two()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port);
        var session = await municipality.StartForAnotherPhoneAsync();
        var wrong = Wrong(await new YiviApp(session.Pointer).PairingDigitsAsync());
        await session.BecomesAsync("PAIRING");

        await Task.WhenAll(session.PairAsync(wrong), session.PairAsync(wrong, port));

        (await session.StatusAsync()).TriesLeft.Should().Be(1);
    }

    [Fact]
    public async Task The_paired_page_shows_number_and_code_after_disclosure_and_the_agent_sees_that_it_was_this_way()
    {
        // With a host of its own, under which alone the IRMA server serves the session.
        var host = $"127.0.0.1:{fixture.Irma.Port.ToString(CultureInfo.InvariantCulture)}";
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Irma = spec.Irma with { Host = host } });
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var session = await municipality.StartForAnotherPhoneAsync();
        var app = new YiviApp(session.Pointer);
        var digits = await app.PairingDigitsAsync();
        await app.Awaiting(yivi => yivi.ProveAsync()).Should().ThrowAsync<HttpRequestException>("it is not paired yet");

        // At once: the page need not wait until we have seen that the app has connected.
        (await session.PairAsync(digits)).Value.State.Should().Be("CONNECTED");
        (await session.StatusAsync()).PhoneCall.Should().BeNull("nothing is disclosed yet");
        await app.ProveAsync();
        await session.BecomesAsync("DISCLOSED");
        var call = (await session.StatusAsync()).PhoneCall!;
        var spec = (await fixture.Platform.FindAsync(municipality.Name))!.Spec;
        call.PhoneNumber.Should().Be(spec.PhoneNumber);
        var code = call.Code;
        code.Should().MatchRegex("^[0-9]{10}$");
        call.Link.Should().Be($"tel:{spec.PhoneNumber},,{code}");
        (await municipality.QueryAsync("SELECT session::text FROM session")).Single().Should().NotContain(code).And.NotContain(
            digits + ",");
        (await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1")).Outcome.Should().Be("MATCHED");

        (await session.StatusAsync()).PhoneCall.Should().BeNull("it is used up");
        (await anna.CallAsync()).Identification.Should().Be("ANOTHER_PHONE");
    }

    [Fact]
    public async Task The_app_gets_no_number_to_dial()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        var app = new YiviApp(session.Pointer);
        await session.PairAsync(await app.PairingDigitsAsync());

        (await app.RequestAsync())["clientReturnUrl"].Should().BeNull();
    }

    [Fact]
    public async Task An_app_that_discloses_without_having_been_paired_proves_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        // irmago lets an app that is too old for it (protocol 2.7) go on without pairing.
        await municipality.ExecuteAsync("UPDATE session SET way = 'AnotherPhone'");

        await session.DiscloseAsync();

        await session.BecomesAsync("REJECTED");
    }

    [Fact]
    public async Task Right_digits_that_the_IRMA_server_could_not_be_told_need_not_be_typed_again()
    {
        await using var line = new CuttableLine(fixture.Irma.Port);
        var municipality =
            await fixture.MunicipalityAsync(irma: new Uri($"http://localhost:{line.Port.ToString(CultureInfo.InvariantCulture)}"));
        var session = await municipality.StartForAnotherPhoneAsync();
        var digits = await new YiviApp(session.Pointer).PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");
        line.Cut();

        (await session.PairAsync(digits)).Value.State.Should().Be("UNREACHABLE");

        line.Mend();
        await session.BecomesAsync("CONNECTED");
    }

    [Fact]
    public async Task A_look_that_failed_just_before_does_not_make_the_server_unreachable_that_has_answered()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        var digits = await new YiviApp(session.Pointer).PairingDigitsAsync();
        await session.BecomesAsync("PAIRING");
        // The look is written down at the worst moment: when the session is connected here, and not yet there.
        await municipality.ExecuteAsync(
            """
            CREATE FUNCTION write_late() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.irma_unreachable := true; RETURN NEW; END';
            CREATE TRIGGER late BEFORE UPDATE OF state ON session FOR EACH ROW WHEN (NEW.state = 'Connected') EXECUTE FUNCTION write_late();
            """);

        (await session.PairAsync(digits)).Value.State.Should().Be("CONNECTED");
    }

    private static string Wrong(string digits) => digits == "0000" ? "0001" : "0000";
}
