using IdBellen.Demo.Telephone;

namespace IdBellen.Tests.Unit.Demo.Telephone;

public sealed class DialledNumberTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    public void Without_digits_there_is_no_number(string? number) => DialledNumber.Parse(number, code: null).Should().BeNull();

    [Theory]
    [InlineData("+31263770000,,0123456789", null, "+31263770000", "0123456789")]
    [InlineData("+31263770000,0123456789", null, "+31263770000", "0123456789")]
    [InlineData("026 377 00 00", null, "+31263770000", null)]
    [InlineData("0031 26 377 00 00", "01 23 45 67 89", "+31263770000", "0123456789")]
    [InlineData("+31263770000,,1", "2", "+31263770000", "2")]
    public void A_number_is_read_as_a_phone_does(string number, string? code, string expected, string? expectedCode) =>
        DialledNumber.Parse(number, code).Should().Be(new DialledNumber(expected, expectedCode));
}
