using IdBellen.Tenancy.Urls;

namespace IdBellen.Tests.Unit.Tenancy.Urls;

public sealed class UrlTemplateTests
{
    private const string Bsn = "pbdf.gemeente.personalData.bsn";

    [Theory]
    [InlineData("http://zaken.example.nl/", "https://")]
    [InlineData("javascript:alert(1)", "https://")]
    [InlineData("//zaken.example.nl/", "https://")]
    [InlineData("HTTPS://zaken.example.nl/", "https://")]
    [InlineData("https://", "host")]
    [InlineData("https:///pad", "host")]
    [InlineData("https://{pbdf.gemeente.personalData.bsn}.example.nl/", "host")]
    [InlineData("https://zaken.example.nl:{pbdf.gemeente.personalData.bsn}/", "host")]
    [InlineData("https://user@zaken.example.nl/", "host")]
    [InlineData("https://user:{pbdf.gemeente.personalData.bsn}@zaken.example.nl/", "host")]
    [InlineData("https://zaken.example.nl\\@evil.example/", "host")]
    [InlineData("https://zaken.example.nl/#{pbdf.gemeente.personalData.bsn}", "fragment")]
    [InlineData("https://zaken.example.nl/?bsn={bsn}", "braces")]
    [InlineData("https://zaken.example.nl/?bsn={}", "braces")]
    [InlineData("https://zaken.example.nl/?bsn={pbdf.gemeente.personalData.bsn", "braces")]
    [InlineData("https://zaken.example.nl/?bsn={{pbdf.gemeente.personalData.bsn}}", "braces")]
    [InlineData("https://zaken.example.nl/a b", "well-formed")]
    public void It_is_refused_with_a_sentence_that_says_why(string text, string why)
    {
        UrlTemplate.TryParse(text, out var template, out var problem).Should().BeFalse();

        template.Should().BeNull();
        problem.Should().Contain(why);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("999\u202E911004")]
    [InlineData("999911004\n")]
    [InlineData("999911004\0")]
    public void A_value_that_would_change_the_path_gives_no_link(string value) =>
        Parse($"https://zaken.example.nl/dossier/{{{Bsn}}}/open").Expand(With(value)).Should().BeNull();

    [Theory]
    [InlineData("https://zaken.example.nl/dossier/.{pbdf.gemeente.personalData.bsn}/open", ".")]
    [InlineData("https://zaken.example.nl/dossier/{pbdf.gemeente.personalData.bsn}{pbdf.gemeente.personalData.bsn}/open", ".")]
    public void Values_that_make_a_dot_segment_together_give_no_link(string template, string value) =>
        Parse(template).Expand(With(value)).Should().BeNull();

    [Fact]
    public void A_missing_value_gives_no_link() =>
        Parse($"https://zaken.example.nl/?bsn={{{Bsn}}}").Expand(new Dictionary<string, string>(StringComparer.Ordinal)).Should().BeNull();

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a?b&c=d#e", "a%3Fb%26c%3Dd%23e")]
    [InlineData("../../x", "..%2F..%2Fx")]
    [InlineData("a b+c%", "a%20b%2Bc%25")]
    [InlineData("Jürgen 't Hoen", "J%C3%BCrgen%20%27t%20Hoen")]
    [InlineData("@evil.example", "%40evil.example")]
    [InlineData("{pbdf.gemeente.personalData.bsn}", "%7Bpbdf.gemeente.personalData.bsn%7D")]
    public void A_value_cannot_break_out_of_its_place(string value, string encoded)
    {
        var link = Parse($"https://zaken.example.nl/d/{{{Bsn}}}?q={{{Bsn}}}").Expand(With(value))!;

        link.AbsoluteUri.Should().Be($"https://zaken.example.nl/d/{encoded}?q={encoded}");
        link.Host.Should().Be("zaken.example.nl");
    }

    [Fact]
    public void Attributes_are_named_once_in_order()
    {
        Parse($"https://zaken.example.nl/{{a.b.c.d}}/{{{Bsn}}}?again={{a.b.c.d}}").Attributes.Should().Equal("a.b.c.d", Bsn);
    }

    private static UrlTemplate Parse(string text)
    {
        UrlTemplate.TryParse(text, out var template, out var problem).Should().BeTrue(problem);
        return template!;
    }

    private static Dictionary<string, string> With(string value) => new(StringComparer.Ordinal) { [Bsn] = value };
}
