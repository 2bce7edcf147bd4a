using IdBellen.Tenancy.Telephony;

namespace IdBellen.Tests.Unit.Tenancy.Telephony;

/// <summary>Nobody lets us call what costs money, nor help that others need.</summary>
public sealed class TelephoneNumberTests
{
    [Theory]
    [InlineData("+31263770000", "+31263770000")]
    [InlineData("0031263770000", "+31263770000")]
    [InlineData("026-377 00 00", "+31263770000")]
    [InlineData("0612345678", "+31612345678")]
    [InlineData("0881234567", "+31881234567")]
    [InlineData("7301", "7301")]
    [InlineData("14026", "14026")]
    public void It_may_be_called(string number, string dialled) => TelephoneNumber.Permitted(number).Should().Be(dialled);

    [Theory]
    [InlineData("09001234")]
    [InlineData("+319001234")]
    [InlineData("0906123456")]
    [InlineData("09091234567")]
    [InlineData("+31900123456")]
    [InlineData("0031906123456")]
    [InlineData("08001234")]
    [InlineData("0841234567")]
    [InlineData("0871234567")]
    [InlineData("0676123456")]
    [InlineData("+4930123456")]
    [InlineData("004930123456")]
    [InlineData("+31026 3770000")]
    [InlineData("112")]
    [InlineData("144")]
    [InlineData("1888")]
    [InlineData("7301@elsewhere")]
    [InlineData("7301/n")]
    [InlineData("PJSIP/7301")]
    [InlineData("7301\n")]
    [InlineData("٠٢٦٣٧٧٠٠٠٠")]
    [InlineData("2147483648")]
    [InlineData("0263770000                     ")]
    [InlineData("")]
    public void It_may_not(string number) => TelephoneNumber.Permitted(number).Should().BeNull();
}
