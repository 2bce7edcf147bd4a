using IdBellen.Tenancy.Resource;

namespace IdBellen.Tests.Unit.Tenancy.Resource;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("m")]
    [InlineData("1.5h")]
    [InlineData("-5m")]
    [InlineData("30m1h")]
    [InlineData("60m\n")]
    [InlineData(" 60m")]
    [InlineData("60 m")]
    [InlineData("99999m")]
    [InlineData("٦٠m")]
    public void What_is_no_duration_is_none(string? text) => Durations.Parse(text).Should().BeNull();

    [Theory]
    [InlineData("60m", "01:00:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("7d", "7.00:00:00")]
    [InlineData("1d2h3m4s", "1.02:03:04")]
    [InlineData("0s", "00:00:00")]
    [InlineData("9999s", "02:46:39")]
    public void A_duration_is_the_sum_of_its_parts(string text, string expected) =>
        Durations.Parse(text).Should().Be(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        new MunicipalitySpec().Retention().Should().Be(TimeSpan.FromMinutes(60));
        new MunicipalitySpec().WrapUp().Should().Be(TimeSpan.FromMinutes(2));
        new PilotSpec().GracePeriod().Should().Be(TimeSpan.FromDays(7));
    }
}
