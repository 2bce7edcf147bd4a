using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>A telephone behind a trunk: calls a number, or is called. One call at a time.</summary>
public sealed partial class SipPhone : IAsyncDisposable
{
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(500);
    private readonly Socket socket;
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource<int> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> acknowledged = new(StringComparer.Ordinal);
    private readonly string tag = Guid.NewGuid().ToString("N")[..10];
    private readonly Task loop;
    private string callId = $"{Guid.NewGuid():N}@test";
    private string local = "";
    private string peer = "";
    private string target = "";
    private IPEndPoint server = new(IPAddress.Loopback, 5060);
    private int sequence = 1;
    private bool putAway;

    /// <param name="address">Decides which trunk it is.</param>
    /// <param name="port">0: any.</param>
    public SipPhone(string address = "127.0.0.1", int port = 0)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        Sound = new Sound(IPAddress.Parse(address));
        loop = Task.Run(ReceiveAsync);
    }

    public Sound Sound { get; }

    /// <summary>Whether keys are events in the sound (RFC 4733). A telephone without them sends tones.</summary>
    public bool HasEvents
    {
        get => !Sound.PressesTones;
        init => Sound.PressesTones = !value;
    }

    /// <summary>Ends when the other side has hung up.</summary>
    public Task Ended => ended.Task;

    /// <summary>Ends when it was called, and has answered.</summary>
    public Task Rung => rung.Task;

    /// <summary>The number under which it was called.</summary>
    public string Called { get; private set; } = "";

    /// <summary>What it shows about who calls: <c>From</c> and <c>P-Asserted-Identity</c>.</summary>
    public string CallerShown { get; private set; } = "";

    private IPEndPoint Here => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Calls a number at a server.</summary>
    /// <returns>200 when it was answered, else why not.</returns>
    public async Task<int> CallAsync(IPEndPoint there, string number, string caller = "+31612345678")
    {
        server = there;
        local = $"<sip:{caller}@{Here.Address}>;tag={tag}";
        peer = $"<sip:{number}@{there.Address}>";
        target = $"sip:{number}@{there}";
        var invite = Request("INVITE", $"z9hG4bK{Guid.NewGuid():N}", Sdp());
        while (!answered.Task.IsCompleted && !over.IsCancellationRequested)
        {
            await SendAsync(invite);
            if (acknowledged.ContainsKey("INVITE")) break;
            await Task.WhenAny(answered.Task, Task.Delay(Repeat, over.Token));
        }
        return await answered.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    public Task PressAsync(string keys) => Sound.PressAsync(keys);

    /// <summary>Presses keys as some exchanges send them: in INFO requests.</summary>
    public async Task PressByInfoAsync(string keys)
    {
        foreach (var key in keys)
        {
            sequence++;
            var info = Request("INFO", $"z9hG4bK{Guid.NewGuid():N}", $"Signal={key}\r\nDuration=100\r\n");
            await SendAsync(info with { Headers = [.. info.Headers, ("Content-Type", "application/dtmf-relay")] });
            await Task.Delay(Repeat / 4, over.Token);
        }
    }

    public async Task HangUpAsync()
    {
        sequence++;
        await SendAsync(Request("BYE", $"z9hG4bK{Guid.NewGuid():N}", ""));
        ended.TrySetResult();
    }

    /// <summary>From now on the other side is gone without a word: there is nobody to hang up on.</summary>
    public void Lose() => ended.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref putAway, true)) return;
        if (answered.Task is { IsCompletedSuccessfully: true, Result: 200 } && !ended.Task.IsCompleted) await HangUpAsync();
        await over.CancelAsync();
        socket.Dispose();
        await loop;
        await Sound.DisposeAsync();
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
                if (SipMessage.Parse(buffer.AsSpan(0, received.ReceivedBytes)) is not { } message) continue;
                if (message.Status > 0) await AnsweredAsync(message);
                else await RequestedAsync(message, (IPEndPoint)received.RemoteEndPoint);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was put away.
        }
    }

    private async Task AnsweredAsync(SipMessage answer)
    {
        if (answer.Method != "INVITE") return;
        acknowledged.TryAdd("INVITE", new TaskCompletionSource());
        if (answer.Status < 200) return;
        peer = answer["To"];
        if (answer.Status == 200)
        {
            if (AddressIn().Match(answer["Contact"]) is { Success: true } contact) target = contact.Groups["uri"].Value;
            Listen(answer.Body);
        }
        var branch = answer.Status == 200 ? $"z9hG4bK{Guid.NewGuid():N}" : Branch().Match(answer["Via"]).Groups["branch"].Value;
        await SendAsync(Request("ACK", branch, ""));
        answered.TrySetResult(answer.Status);
        if (answer.Status > 200) ended.TrySetResult();
    }

    private async Task RequestedAsync(SipMessage request, IPEndPoint from)
    {
        switch (request.Method)
        {
            case "INVITE" when request["Call-ID"] != callId && answered.Task.IsCompleted:
                await ReplyAsync(request, from, "486 Busy Here", "");
                break;
            case "INVITE":
                callId = request["Call-ID"];
                Called = request.Start.Split(' ')[1]["sip:".Length..].Split('@')[0];
                CallerShown = $"{request["From"]} {request["P-Asserted-Identity"]}";
                (server, peer, local) = (from, request["From"], $"{request["To"]};tag={tag}");
                if (AddressIn().Match(request["Contact"]) is { Success: true } contact) target = contact.Groups["uri"].Value;
                await ReplyAsync(request, from, "200 OK", Sdp());
                Listen(request.Body);
                answered.TrySetResult(200);
                rung.TrySetResult();
                break;
            case "ACK":
                break;
            default:
                await ReplyAsync(request, from, "200 OK", "");
                if (request.Method == "BYE") ended.TrySetResult();
                break;
        }
    }

    private void Listen(string sdp)
    {
        var address = Connection().Match(sdp).Groups["address"].Value;
        if (Media().Match(sdp) is { Success: true } media && IPAddress.TryParse(address, out var there))
            Sound.SendTo(new IPEndPoint(there, int.Parse(media.Groups["port"].Value, CultureInfo.InvariantCulture)));
    }

    private SipMessage Request(string method, string branch, string body) => new(
        $"{method} {target} SIP/2.0",
        [
            ("Via", $"SIP/2.0/UDP {Here};branch={branch};rport"), ("Max-Forwards", "70"), ("From", local), ("To", peer),
            ("Call-ID", callId),
            ("CSeq", string.Create(CultureInfo.InvariantCulture, $"{sequence} {method}")), ("Contact", $"<sip:phone@{Here}>"),
        ], body);

    private Task<int> ReplyAsync(SipMessage request, IPEndPoint to, string status, string body) =>
        SendAsync(request.Answer(status, tag, $"<sip:phone@{Here}>", body), to);

    private Task<int> SendAsync(SipMessage message, IPEndPoint? to = null) => socket.SendToAsync(message.Bytes(), to ?? server);

    private string Sdp() =>
        $"v=0\r\no=- 1 1 IN IP4 {Here.Address}\r\ns=-\r\nc=IN IP4 {Here.Address}\r\nt=0 0\r\n"
        + $"m=audio {Sound.Port} RTP/AVP 0{(HasEvents ? " 101" : "")}\r\na=rtpmap:0 PCMU/8000\r\n"
        + (HasEvents ? "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n" : "") + "a=ptime:20\r\na=sendrecv\r\n";

    [GeneratedRegex("<(?<uri>sip:[^>]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddressIn();

    [GeneratedRegex("branch=(?<branch>[^;]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Branch();

    [GeneratedRegex("c=IN IP4 (?<address>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Connection();

    [GeneratedRegex("m=audio (?<port>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Media();
}
