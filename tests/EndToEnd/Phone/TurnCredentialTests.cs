using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>A credential for the TURN server begins relays for a short time only; what has begun goes on.</summary>
[Takes(60)]
public sealed class TurnCredentialTests(ShortTurnFixture fixture) : IClassFixture<ShortTurnFixture>
{
    // Of 20 milliseconds each.
    private const int TwelveSeconds = 600;

    [Fact]
    public async Task A_call_outlives_the_credential_with_which_its_sound_began()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        await using var talk = await desk.TalkAsync(browser, anna, PhoneNetwork.TurnUdpOnly);
        var (agent, caller) = talk;

        var begun = caller.Sound.Packets;
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.Packets > begun + TwelveSeconds),
            TimeSpan.FromSeconds(60), "they have talked on");

        await TalkTests.BothHearAsync(agent, caller);
        (await agent.RouteAsync()).Should().Be("relay udp");
        caller.Ended.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_relay_is_prolonged_with_a_credential_that_has_ended_but_none_is_begun_with_it()
    {
        var desk = await fixture.DeskAsync();
        var (user, password) = await CredentialAsync((await desk.AgentsAsync("anna"))[0]);
        using var before = new TurnClient(fixture.Turn.Ports.Udp, user, password);
        (await before.AllocateAsync()).Should().Be(0);

        await Eventually.BeTrueAsync(async () =>
        {
            using var late = new TurnClient(fixture.Turn.Ports.Udp, user, password);
            return await late.AllocateAsync() == 401;
        }, what: "the credential has ended");

        (await before.RefreshAsync()).Should().Be(0);
    }

    private static async Task<(string User, string Password)> CredentialAsync(SignedIn agent)
    {
        var answer = await agent.GraphQL.GetAsync("mutation { checkPhone { iceServers { username credential } } }");
        var server = answer["checkPhone"]!["iceServers"]![0]!;
        return ((string)server["username"]!, (string)server["credential"]!);
    }
}
