using System.Text;
using IdBellen.Telephony.Asterisk.Exchange;

namespace IdBellen.Tests.Unit.Telephony.Exchange;

/// <summary>What an answer of the api means for the caller, as docs/exchange.md says.</summary>
public sealed class AnswerReadingTests
{
    [Fact]
    public void An_outcome_that_this_version_does_not_know_is_no_fault_because_next_says_what_to_do()
    {
        var read = Read("""{"data":{"matchCode":{"outcome":"NEWER","next":"QUEUE"}}}""");

        read.Data.Should().Be(new CodeMatch("NEWER", NextStep.Queue));
    }

    [Fact]
    public void A_refusal_says_what_to_do()
    {
        var read = Read("""{"errors":[{"message":"x","extensions":{"code":"ATTEMPT_INVALID","next":"QUEUE"}}],"data":null}""");

        (read.Data, read.Code, read.Next, read.MayBeRepeated).Should().Be((null, "ATTEMPT_INVALID", NextStep.Queue, false));
    }

    [Theory]
    [InlineData("STARTING", true)]
    [InlineData("TIMEOUT", true)]
    [InlineData("DATABASE_UNAVAILABLE", true)]
    [InlineData("INTERNAL", true)]
    [InlineData("TOO_MANY_REQUESTS", true)]
    [InlineData("TOO_BUSY", true)]
    [InlineData("NOT_ALLOWED", false)]
    [InlineData("BAD_REQUEST", false)]
    [InlineData("DOCUMENT_UNKNOWN", false)]
    [InlineData("CLOSED", false)]
    [InlineData("MUNICIPALITY_UNKNOWN", false)]
    [InlineData("CALL_REFERENCE_INVALID", false)]
    public void Some_refusals_pass(string code, bool mayBeRepeated) =>
        Read($$$"""{"errors":[{"extensions":{"code":"{{{code}}}"}}]}""").MayBeRepeated.Should().Be(mayBeRepeated);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors":[1]}""")]
    [InlineData("""{"data":{"matchCode":null}}""")]
    [InlineData("""{"data":{"matchCode":{"outcome":"MATCHED","next":"DANCE"}}}""")]
    public void Anything_else_is_no_answer(string text)
    {
        Read(text).Data.Should().BeNull();
        AnswerReading.Read<CodeMatch>(Encoding.UTF8.GetBytes(text), "matchCode", isFault: true).MayBeRepeated.Should().BeTrue();
    }

    private static ExchangeAnswer<CodeMatch> Read(string text) =>
        AnswerReading.Read<CodeMatch>(Encoding.UTF8.GetBytes(text), "matchCode", isFault: false);
}
