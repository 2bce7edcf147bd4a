using System.Text;

namespace IdBellen.Tenancy.Credentials;

/// <summary>
/// Normalises credentials that people put into Secrets. Editors, <c>echo</c> and <c>--from-file</c> add line breaks, and Windows adds a
/// byte order mark or writes UTF-16; none of that is part of a credential. Operator and api both use this, so that one uses what the other
/// accepts.
/// </summary>
public static class CredentialText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// A credential of one line, such as a token or a client secret: printable ASCII (RFC 6749 appendix A.2; a header cannot contain
    /// anything else), without white space around it.
    /// </summary>
    /// <returns>Null if it is malformed; empty if it has no content.</returns>
    public static string? Line(byte[]? value) =>
        Text(value) is { } text && text.All(letter => letter is >= ' ' and <= '~') ? text : null;

    /// <summary>
    /// Text of several lines, such as PEM, without byte order mark and white space around it; null when the bytes are no text.
    /// </summary>
    public static string? Text(byte[]? value)
    {
        if (value is null) return "";
        try
        {
            return Decode(value).Trim(' ', '\t', '\r', '\n', '\f', '\v', '\0', '\u0085', '\u00a0', '\u200b', '\u2028', '\u2029', '\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Decode(byte[] value) => value switch
    {
        [0xff, 0xfe, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(value),
        [0xfe, 0xff, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(value),
        _ => Strict.GetString(value),
    };
}
