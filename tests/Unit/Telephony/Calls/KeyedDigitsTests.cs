using IdBellen.Telephony.Asterisk.Calls.State;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>What a caller keys in is handed over as it came.</summary>
public sealed class KeyedDigitsTests
{
    [Theory]
    [InlineData("1122334455")]
    [InlineData("0000000000")]
    [InlineData("9999999991")]
    public void Equal_digits_beside_each_other_stay(string code)
    {
        var keyed = new KeyedDigits();

        foreach (var key in code) keyed.Add(key).Should().BeFalse();

        keyed.Text.Should().Be(code);
        keyed.HasTen.Should().BeTrue();
    }

    [Fact]
    public void A_hash_ends_it_and_is_no_part_of_it()
    {
        var keyed = new KeyedDigits();
        keyed.Add('1');

        keyed.Add('#').Should().BeTrue();

        keyed.Text.Should().Be("1");
    }

    [Fact]
    public void A_star_is_handed_over_because_the_api_knows_what_it_means()
    {
        var keyed = new KeyedDigits();

        foreach (var key in "12*1122334455A") keyed.Add(key);

        keyed.Text.Should().Be("12*1122334455");
    }

    [Fact]
    public void Nobody_keys_in_for_ever()
    {
        var keyed = new KeyedDigits();

        Enumerable.Repeat('5', 64).Select(keyed.Add).ToList()[^1].Should().BeTrue();
    }
}
