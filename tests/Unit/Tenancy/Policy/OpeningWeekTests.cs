using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tests.Unit.Tenancy.Policy;

/// <summary>
/// Intervals that end at midnight or after it, and both changes of the clock. Amsterdam; 2027-03-28 has no 02:30, 2027-10-31 has two.
/// </summary>
public sealed class OpeningWeekTests
{
    private static readonly string[] Daily = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    [Theory]
    [InlineData("00:00", "24:00", "2027-06-01T21:59:30Z", true)]
    [InlineData("00:00", "24:00", "2027-06-01T22:00:00Z", true)]
    [InlineData("09:00", "24:00", "2027-06-01T21:59:59Z", true)]
    [InlineData("09:00", "24:00", "2027-06-01T22:00:00Z", false)]
    [InlineData("22:00", "00:00", "2027-06-01T21:59:59Z", true)]
    [InlineData("22:00", "00:00", "2027-06-01T22:00:00Z", false)]
    [InlineData("22:00", "02:00", "2027-06-01T19:59:59Z", false)]
    [InlineData("22:00", "02:00", "2027-06-01T20:00:00Z", true)]
    [InlineData("22:00", "02:00", "2027-06-01T23:59:59Z", true)]
    [InlineData("22:00", "02:00", "2027-06-02T00:00:00Z", false)]
    // Spring: at 01:00 UTC the clock goes from 02:00 to 03:00.
    [InlineData("02:15", "02:45", "2027-03-28T00:59:59Z", false)]
    [InlineData("02:15", "02:45", "2027-03-28T01:00:00Z", false)]
    [InlineData("01:00", "02:30", "2027-03-28T00:59:59Z", true)]
    [InlineData("01:00", "02:30", "2027-03-28T01:00:00Z", false)]
    [InlineData("02:30", "04:00", "2027-03-28T01:00:00Z", true)]
    [InlineData("23:00", "02:30", "2027-03-28T00:59:59Z", true)]
    // Autumn: at 01:00 UTC the clock goes from 03:00 back to 02:00.
    [InlineData("02:15", "02:45", "2027-10-31T00:30:00Z", true)]
    [InlineData("02:15", "02:45", "2027-10-31T00:50:00Z", false)]
    [InlineData("02:15", "02:45", "2027-10-31T01:30:00Z", true)]
    [InlineData("02:15", "02:45", "2027-10-31T01:50:00Z", false)]
    [InlineData("23:00", "03:00", "2027-10-31T01:59:59Z", true)]
    [InlineData("23:00", "03:00", "2027-10-31T02:00:00Z", false)]
    public void The_clock_on_the_wall_decides(string from, string to, string moment, bool isOpen) =>
        IsOpen(Daily, from, to, [], moment).Should().Be(isOpen);

    [Theory]
    [InlineData("2027-12-24T22:30:00Z", true)]
    [InlineData("2027-12-25T00:30:00Z", true)]
    [InlineData("2027-12-25T21:30:00Z", false)]
    [InlineData("2027-12-26T00:30:00Z", false)]
    [InlineData("2027-12-26T21:30:00Z", true)]
    public void On_a_closed_day_nothing_begins_and_what_began_before_it_ends_as_usual(string moment, bool isOpen) =>
        IsOpen(Daily, "22:00", "02:00", ["2027-12-25"], moment).Should().Be(isOpen);

    [Theory]
    [InlineData("2027-06-05T23:30:00Z", true)]
    [InlineData("2027-06-06T21:30:00Z", false)]
    public void A_night_belongs_to_the_day_on_which_it_begins(string moment, bool isOpen) =>
        IsOpen(["sat"], "22:00", "02:00", [], moment).Should().Be(isOpen);

    private static bool IsOpen(string[] days, string from, string to, string[] closed, string moment) => new OpeningWeek(
        new OpeningHoursSpec { Week = [new OpeningTimesSpec { Days = days, From = from, To = to }], Closed = closed },
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"))
    .IsOpenAt(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
}
