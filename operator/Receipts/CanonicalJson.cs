using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdBellen.Operator.Receipts;

/// <summary>
/// JSON in the one form of RFC 8785, so that a signature does not depend on how a document is laid out. Knows what a receipt holds:
/// objects, arrays, strings, booleans and whole numbers.
/// </summary>
internal static class CanonicalJson
{
    // Beyond these not every reader of JSON keeps a number as it is (RFC 8785, appendix D).
    private const long MaxInteger = 9007199254740991;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">A value of another kind, or a text that is no Unicode.</exception>
    public static byte[] Of(JsonElement element)
    {
        try
        {
            var text = new StringBuilder();
            Write(text, element);
            return Strict.GetBytes(text.ToString());
        }
        catch (Exception fault) when (fault is InvalidOperationException or EncoderFallbackException)
        {
            throw new FormatException("A text holds half of a surrogate pair.", fault);
        }
    }

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, element);
                break;
            case JsonValueKind.Array:
                WriteList(text, '[', element.EnumerateArray(), item => Write(text, item), ']');
                break;
            case JsonValueKind.String:
                WriteText(text, element.GetString()!);
                break;
            case JsonValueKind.Number when element.TryGetInt64(out var number) && number is >= -MaxInteger and <= MaxInteger:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(element.ValueKind == JsonValueKind.True ? "true" : "false");
                break;
            default:
                throw new FormatException(
                    $"A receipt holds no {(element.ValueKind == JsonValueKind.Number ? "number but whole ones up to 2^53" : "null")}.");
        }
    }

    // Sorts by UTF-16 code units, as ordinal comparison in .NET does.
    private static void WriteObject(StringBuilder text, JsonElement element) => WriteList(
        text, '{', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal),
        member =>
        {
            WriteText(text, member.Name);
            text.Append(':');
            Write(text, member.Value);
        },
        '}');

    private static void WriteList<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            write(item);
        }
        text.Append(close);
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }
        text.Append('"');
    }
}
