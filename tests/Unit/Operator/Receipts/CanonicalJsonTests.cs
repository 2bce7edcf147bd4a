using System.Text;
using System.Text.Json;
using IdBellen.Operator.Receipts;

namespace IdBellen.Tests.Unit.Operator.Receipts;

/// <summary>One form for one content (RFC 8785).</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[1, null]")]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\": 1}")]
    public void What_a_receipt_never_holds_is_refused(string json) =>
        FluentActions.Invoking(() => Canonical(json)).Should().Throw<FormatException>();

    [Theory]
    [InlineData("{ \"b\" : 1,\n \"a\" : [ true , false ] }", "{\"a\":[true,false],\"b\":1}")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("-0", "0")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("[3, 1, 2]", "[3,1,2]")]
    [InlineData("{\"b\":{\"z\":1,\"y\":2},\"A\":3,\"a\":4}", "{\"A\":3,\"a\":4,\"b\":{\"y\":2,\"z\":1}}")]
    public void Blanks_go_and_members_are_in_order(string json, string canonical) => Canonical(json).Should().Be(canonical);

    // RFC 8785, section 3.2.3: by UTF-16 code units, so the emoji (a surrogate pair) stands before the Hebrew presentation form.
    [Fact]
    public void Members_are_in_the_order_of_their_UTF_16_code_units() =>
        Canonical(
            """
            {
              "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """)
            .Should().Be(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With "
                    + "Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    // RFC 8785, section 3.2.2.2.
    [Fact]
    public void Only_quotes_backslashes_and_control_characters_are_escaped() =>
        Canonical("""["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "\b\t\n\f\r\u001f\u007f\u2028<>&"]""")
            .Should().Be("[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"\\b\\t\\n\\f\\r\\u001f\u007f\u2028<>&\"]");

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement));
    }
}
