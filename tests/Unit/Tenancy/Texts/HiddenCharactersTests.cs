using AwesomeAssertions;
using IdBellen.Tenancy.Texts;

namespace IdBellen.Tests.Unit.Tenancy.Texts;

public sealed class HiddenCharactersTests
{
    [Theory]
    [InlineData("Jan\u202Eneslor", "Janneslor")]
    [InlineData("\u2066Jan\u2069", "Jan")]
    [InlineData("J\u200Ban", "Jan")]
    [InlineData("Jan\u0000", "Jan")]
    [InlineData("Jan\r\nPiet", "JanPiet")]
    [InlineData("Jan\u00AD", "Jan")]
    [InlineData("\uFEFFJan", "Jan")]
    [InlineData("Jan\uD83D", "Jan")]
    [InlineData("Jan\U000E0041", "Jan")]
    [InlineData("\u200FJan\u061C", "Jan")]
    public void They_are_found_and_can_be_left_out(string text, string expected)
    {
        HiddenCharacters.Contains(text).Should().BeTrue();
        HiddenCharacters.Strip(text).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mehmet Yılmaz")]
    [InlineData("محمد")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("Zoë 😀")]
    [InlineData("👩\u200D🚒")]
    public void Names_as_people_write_them_have_none(string text)
    {
        HiddenCharacters.Contains(text).Should().BeFalse();
        HiddenCharacters.Strip(text).Should().Be(text);
    }
}
