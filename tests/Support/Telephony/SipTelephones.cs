using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>Many telephones behind one trunk: each call is answered at once by one that says a tone.</summary>
public sealed partial class SipTelephones : IAsyncDisposable
{
    private readonly IPAddress address;
    private readonly int tone;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, Sound> calls = new(StringComparer.Ordinal);
    private readonly Task loop;

    /// <param name="address">Decides which trunk it is.</param>
    /// <param name="port">Where Asterisk calls.</param>
    /// <param name="tone">What each of them says, in hertz.</param>
    public SipTelephones(string address, int port, int tone)
    {
        (this.address, this.tone) = (IPAddress.Parse(address), tone);
        socket.Bind(new IPEndPoint(this.address, port));
        loop = Task.Run(ReceiveAsync);
    }

    /// <summary>The sound of each call that goes on.</summary>
    public IReadOnlyCollection<Sound> Sounds => [.. calls.Values];

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        socket.Dispose();
        await loop;
        foreach (var sound in calls.Values) await sound.DisposeAsync();
        over.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), over.Token);
                if (SipMessage.Parse(buffer.AsSpan(0, received.ReceivedBytes)) is { Status: 0 } request && request.Method != "ACK")
                    await AnswerAsync(request, (IPEndPoint)received.RemoteEndPoint);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // They were put away.
        }
    }

    private async Task AnswerAsync(SipMessage request, IPEndPoint from)
    {
        var body = "";
        if (request.Method == "INVITE")
        {
            // Asterisk asks again when it has had no answer.
            var sound = calls.GetOrAdd(request["Call-ID"], _ => new Sound(address) { Tone = tone });
            if (Place().Match(request.Body) is { Success: true } place)
            {
                sound.SendTo(new IPEndPoint(IPAddress.Parse(place.Groups["address"].Value),
                    int.Parse(place.Groups["port"].Value, CultureInfo.InvariantCulture)));
            }
            body = string.Create(CultureInfo.InvariantCulture,
                $"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {sound.Port} RTP/AVP 0 101\r\n")
                + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\n";
        }
        var answer = request.Answer("200 OK", "telephone", $"<sip:telephone@{socket.LocalEndPoint}>", body);
        await socket.SendToAsync(answer.Bytes(), from, over.Token);
        if (request.Method == "BYE" && calls.TryRemove(request["Call-ID"], out var ended)) await ended.DisposeAsync();
    }

    [GeneratedRegex("c=IN IP4 (?<address>[0-9.]+).*m=audio (?<port>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Place();
}
