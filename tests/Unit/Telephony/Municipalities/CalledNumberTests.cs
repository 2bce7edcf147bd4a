using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Tests.Unit.Telephony.Municipalities;

/// <summary>However a trunk spells the called number, it is the one that the municipality wrote.</summary>
public sealed class CalledNumberTests
{
    [Theory]
    [InlineData("+31263770000")]
    [InlineData("0031263770000")]
    [InlineData("31263770000")]
    [InlineData("0263770000")]
    [InlineData("026-377 0000")]
    public void All_spellings_are_one(string delivered) => CalledNumber.Normal(delivered).Should().Be("+31263770000");

    [Theory]
    [InlineData("14026", "14026")]
    [InlineData("+4930123456", "+4930123456")]
    [InlineData("", "")]
    public void Others_stay_themselves(string delivered, string expected) => CalledNumber.Normal(delivered).Should().Be(expected);
}
