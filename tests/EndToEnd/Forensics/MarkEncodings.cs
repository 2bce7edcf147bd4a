using System.Text;
using System.Text.Encodings.Web;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>The ways in which a value could be written down: for each the bytes to look for, one character for each.</summary>
public static class MarkEncodings
{
    /// <summary>All that differ, with the name of the encoding.</summary>
    public static IEnumerable<(string Name, string Bytes)> Of(string value) => Written(value)
        .Select(way => (way.Name, Bytes: Encoding.Latin1.GetString(way.Bytes))).DistinctBy(way => way.Bytes, StringComparer.Ordinal);

    private static IEnumerable<(string Name, byte[] Bytes)> Written(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        yield return ("UTF-8", utf8);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(value));
        // Chromium keeps strings of these alone in one byte each.
        if (value.All(letter => letter <= 'ÿ')) yield return ("Latin-1", Encoding.Latin1.GetBytes(value));
        foreach (var (name, text) in Escaped(value, utf8)) yield return (name, Encoding.UTF8.GetBytes(text));
    }

    private static IEnumerable<(string Name, string Text)> Escaped(string value, byte[] utf8)
    {
        var upper = JavaScriptEncoder.Default.Encode(value);
        yield return ("JSON escapes", upper);
        yield return ("JSON escapes", Lower(upper, "\\u", 4));
        yield return ("JSON escapes of all", string.Concat(value.Select(letter => $"\\u{(int)letter:X4}")));
        yield return ("JSON escapes of all", string.Concat(value.Select(letter => $"\\u{(int)letter:x4}")));
        yield return ("HTML escapes", HtmlEncoder.Default.Encode(value));
        var percent = Uri.EscapeDataString(value);
        yield return ("percent-encoding", percent);
        yield return ("percent-encoding", Lower(percent, "%", 2));
        yield return ("hex", Convert.ToHexString(utf8));
        yield return ("hex", Convert.ToHexStringLower(utf8));
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Base64(utf8, offset);
            yield return ("base64", text);
            yield return ("base64url", text.Replace('+', '-').Replace('/', '_'));
        }
    }

    // What of base64 depends on the value alone, when so many other bytes stand before it in the group of three.
    private static string Base64(byte[] value, int offset)
    {
        var text = Convert.ToBase64String([.. new byte[offset], .. value, 0, 0, 0]);
        var first = ((offset * 8) + 5) / 6;
        return text[first..((offset + value.Length) * 8 / 6)];
    }

    private static string Lower(string text, string prefix, int digits)
    {
        var parts = text.Split(prefix);
        return string.Join(prefix, [parts[0], .. parts.Skip(1).Select(part => part[..digits].ToLowerInvariant() + part[digits..])]);
    }
}
