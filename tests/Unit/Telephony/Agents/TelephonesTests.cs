using IdBellen.Telephony.Asterisk.Agents;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Tests.Unit.Telephony.Calls;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Unit.Telephony.Agents;

/// <summary>Telephones of the municipality that we call.</summary>
public sealed class TelephonesTests
{
    [Fact]
    public async Task Who_answers_and_presses_1_is_the_agents_phone()
    {
        await using var scene = new CallScene(trunk: "local");
        scene.Assign("anna", "7301");

        var telephone = await RingAsync(scene, "7301");
        telephone.Answered();
        await scene.UntilAsync(() => scene.Ari.Said.Contains("accept-call"), "it is asked");
        telephone.Pressed('1');

        await scene.UntilAsync(() => scene.Board.OwnerOf(scene.Board.Channels.Single()) is LegOwner, "it is the agent's phone");
        scene.Call.Inbox.Rest().OfType<CallInput.AgentCame>().Single().Leg.AgentId.Should().Be("anna");
    }

    [Fact]
    public async Task A_voicemail_does_not_press_1_and_is_hung_up()
    {
        await using var scene = new CallScene(trunk: "local");

        var telephone = await RingAsync(scene, "7301");
        telephone.Answered();
        telephone.Pressed('5');
        await scene.UntilAsync(() => scene.Board.Channels.Count == 0, "it is hung up", TimeSpan.FromSeconds(1));

        scene.Call.Inbox.Rest().Should().ContainSingle().Which.Should().BeOfType<CallInput.TelephoneFailed>();
        scene.Ari.Said.Should().Equal("accept-call", "accept-call");
    }

    [Fact]
    public async Task Within_an_hour_there_is_a_most_for_each_municipality()
    {
        await using var scene = new CallScene(trunk: "local");
        var telephones = Telephones(scene, new TelephoneLimits { CallsPerMunicipalityAndHour = 2 });
        void Ring() => telephones.Ring(scene.Call, "7301", TestContext.Current.CancellationToken);
        Ring();
        Ring();
        await scene.UntilAsync(() => scene.Ari.Done.Count(request => request == "POST channels") == 2, "two ring");

        Ring();
        await scene.UntilAsync(() => scene.Call.Inbox.Rest().OfType<CallInput.TelephoneFailed>().Any(), "the third does not");

        scene.Ari.Done.Count(request => request == "POST channels").Should().Be(2);
        scene.Pass(TimeSpan.FromHours(1));
        Ring();
        await scene.UntilAsync(() => scene.Ari.Done.Count(request => request == "POST channels") == 3, "an hour later it rings");
    }

    [Theory]
    [InlineData("09001234", "local")]
    [InlineData("+4930123456", "local")]
    [InlineData("7301", null)]
    public async Task What_may_not_be_called_is_not(string number, string? trunk)
    {
        await using var scene = new CallScene(trunk: trunk);

        Ring(scene, number);

        await scene.UntilAsync(() => scene.Call.Inbox.Rest().OfType<CallInput.TelephoneFailed>().Any(), "it failed");
        scene.Ari.Done.Should().BeEmpty();
    }

    private static async Task<RungTelephone> RingAsync(CallScene scene, string number)
    {
        Ring(scene, number);
        await scene.DoesAsync("POST channels");
        return (RungTelephone)scene.Board.OwnerOf(scene.Board.Channels.Single())!;
    }

    private static void Ring(CallScene scene, string number) =>
        Telephones(scene, new TelephoneLimits()).Ring(scene.Call, number, TestContext.Current.CancellationToken);

    private static Telephones Telephones(CallScene scene, TelephoneLimits limits) => new(
        Options.Create(limits), scene.Services.Metrics, scene.Services.Time, NullLogger<Telephones>.Instance);
}
