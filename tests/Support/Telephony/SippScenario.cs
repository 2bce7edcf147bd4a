using System.Globalization;
using System.Text;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>What a caller of sipp does, in its language.</summary>
internal static class SippScenario
{
    private const int BeforeKeys = 500;
    private const int BetweenKeys = 100;

    // sipp does not wait for the end of what it plays.
    private const int KeysPlay = 4500;
    /// <param name="number">The called number.</param>
    /// <param name="keys">How they are sent.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="tones">The file with them, where they are tones.</param>
    /// <param name="line">Over which they call.</param>
    public static string Of(string number, SippKeys keys, int count, string tones, SippLine line)
    {
        var format = line.Format.ToString(CultureInfo.InvariantCulture);
        var media = keys switch
        {
            // What it echoes comes and goes at one port.
            _ when line.Echoes => $"[media_port] RTP/AVP {format}",
            SippKeys.Tones => $"[rtpstream_audio_port] RTP/AVP {format}",
            _ => $"[auto_media_port] RTP/AVP {format} 96\na=rtpmap:96 telephone-event/8000\na=fmtp:96 0-16",
        };
        var sdp = "v=0\no=- 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\n"
            + $"m=audio {media}\na=rtpmap:{format} {line.Codec}\na=ptime:20\n";
        var target = $"sip:{number}@[remote_ip]:[remote_port]";
        var scenario = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"caller\">\n")
            .Append(Request("INVITE", target, number, 1, "application/sdp", sdp))
            .Append("<recv response=\"100\" optional=\"true\"/>\n<recv response=\"183\" optional=\"true\"/>\n")
            .Append("<recv response=\"200\" rrs=\"true\"/>\n").Append(Request("ACK", "[next_url]", number, 1)).Append(Pause(BeforeKeys));
        if (keys == SippKeys.Info)
        {
            for (var key = 0; key < count; key++)
            {
                var body = string.Create(CultureInfo.InvariantCulture, $"Signal=[field{2 + key}]\nDuration=100\n");
                scenario.Append(Request("INFO", "[next_url]", number, 2 + key, "application/dtmf-relay", body))
                    .Append("<recv response=\"200\"/>\n").Append(Pause(BetweenKeys));
            }
        }
        else
        {
            scenario.Append("<nop><action><exec ")
                .Append(keys == SippKeys.Events ? "play_dtmf=\"[field1]\"" : $"rtp_stream=\"{tones},1,0\"")
                .Append("/></action></nop>\n").Append(Pause(KeysPlay));
        }
        return scenario.Append(Pause((int)line.Stay.TotalMilliseconds)).Append(Request("BYE", "[next_url]", number, 2 + count))
            .Append("<recv response=\"200\"/>\n</scenario>\n").ToString();
    }

    private static string Pause(int milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"<pause milliseconds=\"{milliseconds}\"/>\n");

    private static string Request(string method, string target, string number, int sequence, string type = "", string body = "")
    {
        var to = $"To: <sip:{number}@[remote_ip]:[remote_port]>{(method == "INVITE" ? "" : "[peer_tag_param]")}";
        var content = body.Length == 0 ? "Content-Length: 0\n" : $"Content-Type: {type}\nContent-Length: [len]\n\n{body}";
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {method} {target} SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
            Max-Forwards: 70
            From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]sipp[call_number]
            {to}
            Call-ID: [call_id]
            CSeq: {sequence} {method}
            Contact: <sip:sipp@[local_ip]:[local_port]>
            {content}
            """);
        return $"<send{(method == "ACK" ? "" : " retrans=\"500\"")}><![CDATA[\n\n{text}\n]]></send>\n";
    }
}
