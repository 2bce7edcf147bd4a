using System.Text;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>A SIP message (RFC 3261) with what a simple phone needs of it.</summary>
/// <param name="Start">The request or status line.</param>
/// <param name="Headers">In their order; compact names are written out.</param>
/// <param name="Body">SDP, or nothing.</param>
internal sealed record SipMessage(string Start, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private static readonly Dictionary<string, string> Compact = new(StringComparer.OrdinalIgnoreCase)
    {
        ["v"] = "Via",
        ["f"] = "From",
        ["t"] = "To",
        ["i"] = "Call-ID",
        ["m"] = "Contact",
        ["l"] = "Content-Length",
        ["c"] = "Content-Type",
    };

    /// <summary>Of an answer; 0 for a request.</summary>
    public int Status => Start.StartsWith("SIP/2.0 ", StringComparison.Ordinal)
        ? int.Parse(Start.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>What is requested, or what an answer answers.</summary>
    public string Method => Status == 0 ? Start.Split(' ')[0] : this["CSeq"].Split(' ')[1];

    public string this[string name] => All(name).FirstOrDefault() ?? "";

    public static SipMessage? Parse(ReadOnlySpan<byte> datagram)
    {
        var parts = Encoding.UTF8.GetString(datagram).Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        if (parts.Length < 2 || !lines[0].Contains("SIP/2.0", StringComparison.Ordinal)) return null;
        return new SipMessage(lines[0], [.. lines.Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .Select(pair => (Compact.GetValueOrDefault(pair[0].Trim(), pair[0].Trim()), pair[1].Trim()))], parts[1]);
    }

    /// <summary>An answer to this request.</summary>
    /// <param name="status">Such as <c>200 OK</c>.</param>
    /// <param name="tag">Of this end.</param>
    /// <param name="contact">Where requests of the same call go from now on.</param>
    /// <param name="body">SDP, or nothing.</param>
    public SipMessage Answer(string status, string tag, string contact, string body) => new($"SIP/2.0 {status}",
        [
            .. All("Via").Select(via => ("Via", via)), .. All("Record-Route").Select(route => ("Record-Route", route)),
            ("From", this["From"]), ("To", this["To"].Contains("tag=", StringComparison.Ordinal) ? this["To"] : $"{this["To"]};tag={tag}"),
            ("Call-ID", this["Call-ID"]), ("CSeq", this["CSeq"]), ("Contact", contact),
        ], body);

    public IEnumerable<string> All(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    public byte[] Bytes()
    {
        var text = new StringBuilder(Start).Append("\r\n");
        foreach (var (name, value) in Headers) text.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Body.Length > 0 && !All("Content-Type").Any()) text.Append("Content-Type: application/sdp\r\n");
        text.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(Body)).Append("\r\n\r\n").Append(Body);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
