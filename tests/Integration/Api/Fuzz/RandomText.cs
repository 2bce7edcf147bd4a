using System.Globalization;
using System.Text;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>Texts of which some program somewhere thinks that they do not exist.</summary>
internal sealed class RandomText(System.Random random)
{
    private static readonly string[] Odd =
    [
        "", " ", "a", "0", "-1", "null", "true", "[]", "{}", "\0", "x\0y", "\ud800", "\udc00\ud800", "naam\ud83d", "😀", "e\u0301",
        "\u202egnp", "\ufeff", "\u0085", "\r\nX-Injected: 1",
        "' OR 1=1 --", "{{7*7}}", "../../../etc/passwd", "..\\..\\x", "%00", "%", "%zz", "%c0%ae", "<script>", "&amp;", "1e400", "NaN",
        "2147483648", "-9223372036854775809",
        "99999999999999999999999999", "0x10", "1.5", "2026-02-30", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "uitkering",
        "00000000-0000-0000-0000-000000000000", "anna@example.nl",
        "sha256:00", "Bearer", "\\", "\"", "\u0007", "ǅ", "İ", "ß", new('x', 300), new('é', 3000), new('9', 400),
    ];

    public string Next() => random.Next(4) switch
    {
        0 => new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(char.MaxValue + 1))]),
        1 => Next(Odd) + Next(Odd),
        _ => Next(Odd),
    };

    public T Next<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public bool Chance(int percent) => random.Next(100) < percent;

    /// <summary>A string in JSON, also where it is no Unicode.</summary>
    public static string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var one in text)
        {
            if (char.IsAsciiLetterOrDigit(one)
                || one is ' ' or '-' or '_' or ':' or '{' or '}' or '(' or ')' or '$' or '!' or ',' or '.' or '@')
                json.Append(one);
            else json.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}");
        }
        return json.Append('"').ToString();
    }

    /// <summary>Percent-encoded, sometimes as a careless program does it.</summary>
    public string Encoded(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(one =>
        char.IsAsciiLetterOrDigit((char)one) ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{one:X2}")))
        + (Chance(3) ? "%" : "");

    /// <summary>What a line of a header can carry at all: no end of line, and bytes as they come.</summary>
    public string Line() => new(
        [.. Next().Where(one => one is not ('\r' or '\n')).Select(one => Chance(97) && one is < ' ' or > '~' ? '?' : (char)(one & 0xff))]);
}
