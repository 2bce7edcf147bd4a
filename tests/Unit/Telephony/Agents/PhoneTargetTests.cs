using IdBellen.Telephony.Asterisk.Agents;

namespace IdBellen.Tests.Unit.Telephony.Agents;

/// <summary>What a page dials is a municipality and a token, or nothing.</summary>
public sealed class PhoneTargetTests
{
    [Fact]
    public void It_is_the_name_then_the_token()
    {
        PhoneTarget.Parse("arnhem.abc-_1").Should().Be(new PhoneTarget("arnhem", "abc-_1"));
        PhoneTarget.Parse("arnhem.abc")!.ToString().Should().NotContain("abc");
    }

    [Theory]
    [InlineData("")]
    [InlineData("arnhem")]
    [InlineData(".token")]
    [InlineData("arnhem.")]
    public void Anything_else_is_none(string dialled) => PhoneTarget.Parse(dialled).Should().BeNull();

    [Fact]
    public void A_long_one_is_none() => PhoneTarget.Parse($"arnhem.{new string('a', 300)}").Should().BeNull();
}
