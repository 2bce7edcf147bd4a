using IdBellen.Telephony.Asterisk.Agents;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Tests.Unit.Telephony.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdBellen.Tests.Unit.Telephony.Agents;

/// <summary>Who dials in from a page, and is not answered before the api knows the token.</summary>
public sealed class PhoneDeskTests
{
    private const string Answered = "POST channels/page/answer";
    private const string HungUp = "DELETE channels/page";

    [Fact]
    public async Task The_phone_with_the_calls_token_is_answered_and_joined()
    {
        await using var scene = await WaitingAsync();
        scene.Api.Redeemed = ("CALL", scene.Call.Reference, "anna");

        Arrive(scene, "arnhem.token");

        await scene.UntilAsync(() => scene.Call.Leg?.AgentId == "anna", "they talk");
        scene.Api.Tokens.Should().Equal("token");
        scene.Ari.Done.Should().Contain(Answered).And.Contain("POST channels/page/variable");
        scene.Board.OwnerOf("page")!.Gone();
        await scene.UntilAsync(() => scene.Call.Leg is null, "the end of the phone is noticed");
    }

    [Fact]
    public async Task An_echo_needs_no_call_and_reaches_nothing_else()
    {
        await using var scene = await WaitingAsync();
        scene.Api.Redeemed = ("ECHO", null, "anna");

        Arrive(scene, "arnhem.token");

        await scene.DoesAsync("POST channels/page/continue");
        scene.Ari.Done.Should().NotContain(Answered);
    }

    [Theory]
    [InlineData("arnhem.wrong", true)]
    [InlineData("nowhere.token", false)]
    [InlineData("arnhem", false)]
    [InlineData("+31263770001", false)]
    public async Task Anything_else_is_declined_without_an_answer(string dialled, bool isAsked)
    {
        await using var scene = await WaitingAsync();
        if (isAsked) scene.Api.Refusal = "PHONE_TOKEN_INVALID";

        Arrive(scene, dialled);

        await scene.DoesAsync(HungUp);
        scene.Ari.Done.Should().NotContain(Answered);
        scene.Api.Tokens.Count.Should().Be(isAsked ? 1 : 0);
    }

    [Fact]
    public async Task A_token_of_a_call_that_is_not_here_opens_no_other()
    {
        await using var scene = await WaitingAsync();
        scene.Api.Redeemed = ("CALL", "asterisk-0.other", "anna");

        Arrive(scene, "arnhem.token");

        await scene.DoesAsync(HungUp);
        scene.Ari.Done.Should().NotContain(Answered);
        scene.Call.Leg.Should().BeNull();
    }

    private static void Arrive(CallScene scene, string dialled) => new PhoneDesk(
        scene.Directory, scene.Services.Exchange, scene.Services.Book, scene.Services.Metrics, scene.Services.Time,
        NullLogger<PhoneDesk>.Instance).Arrive(scene.Board, new AriChannel { Id = "page" }, dialled);

    private static async Task<CallScene> WaitingAsync()
    {
        var scene = new CallScene();
        scene.Begin(new Wait(null));
        await scene.UntilAsync(() => scene.Api.Reports.Count == 1, "it waits");
        scene.Api.Next = "TALK";
        return scene;
    }
}
