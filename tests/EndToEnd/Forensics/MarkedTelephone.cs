using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using IdBellen.Tests.EndToEnd.Phone;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>Callers like no others, who phone, are refused, send nonsense, and talk with agents on both kinds of phone.</summary>
public sealed class MarkedTelephone : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly TalkativePhoneFixture fixture;
    private readonly PhoneDesk desk;
    private readonly IReadOnlyList<SignedIn> agents;
    private readonly PhoneBrowser browser;
    private readonly MarkedPerson caller = new();
    private readonly MarkedPerson stranger = new();
    private readonly ConcurrentBag<Mark> learned = [];

    private MarkedTelephone(TalkativePhoneFixture fixture, PhoneDesk desk, IReadOnlyList<SignedIn> agents, PhoneBrowser browser) =>
        (this.fixture, this.desk, this.agents, this.browser) = (fixture, desk, agents, browser);

    /// <summary>All that may stand nowhere, as far as it is known by now.</summary>
    public IReadOnlyCollection<Mark> Marks =>
    [
        .. caller.Marks, .. stranger.Marks.Select(mark => mark with { Name = $"stranger's {mark.Name}" }),
        new("name", ServedMunicipality.FullName), new("BSN", ServedMunicipality.Bsn), .. learned.Distinct(),
    ];

    public static async Task<MarkedTelephone> StartAsync(TalkativePhoneFixture fixture)
    {
        var desk = await fixture.DeskAsync();
        return new MarkedTelephone(
            fixture, desk, await desk.AgentsAsync("anna", "bram"), await PhoneBrowser.StartAsync(TalkTests.AgentTone));
    }

    /// <summary>Calls from where nobody may call, to a number that nobody has, and requests that are none.</summary>
    public async Task FromStrangersAsync()
    {
        await using (var nowhere = new SipPhone("127.0.0.3"))
            (await nowhere.CallAsync(fixture.Asterisk.Sip, desk.Number, stranger.Telephone)).Should().NotBe(200);
        var dialled = Learn("number that nobody has", $"+3185{Mark.Digits(7)}");
        await using (var astray = new SipPhone())
        {
            await astray.CallAsync(fixture.Asterisk.Sip, dialled, stranger.Telephone);
            await astray.Ended.WaitAsync(Soon);
        }
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        foreach (var nonsense in Nonsense())
            await socket.SendAsync(Encoding.UTF8.GetBytes(nonsense.ReplaceLineEndings("\r\n")), fixture.Asterisk.Sip);
    }

    public async Task WithWrongCodesAsync()
    {
        await using var phone = await DialAsync();
        for (var attempt = 0; attempt < 3; attempt++) await phone.PressAsync(Learn("wrong code", Mark.Digits(10)) + "#");
        var id = (await agents[0].CallAsync()).Id;
        await phone.HangUpAsync();
        await Eventually.BeTrueAsync(async () => (await agents[0].CallsAsync()).All(call => call.Id != id), Soon, "the call is gone");
    }

    /// <summary>With a right code, an agent's browser behind the TURN server, and keys that the agent presses.</summary>
    public async Task TalkAsync()
    {
        await using var phone = await DialAsync();
        await phone.PressAsync(Learn("code", await desk.CodeAsync()) + "#");
        var person = await browser.PersonAsync(PhoneNetwork.TurnUdpOnly);
        var connected = new TaskCompletionSource();
        person.Response += async (_, answer) =>
        {
            if (answer.Request.PostData?.Contains("connectPhone", StringComparison.OrdinalIgnoreCase) != true) return;
            LearnConnection(await answer.TextAsync());
            connected.TrySetResult();
        };
        var agent = await desk.SignInAsync(person, agents[0]);
        await agent.TakeAsync();
        await agent.TalksAsync();
        await connected.Task.WaitAsync(Soon);
        await TalkTests.BothHearAsync(agent, phone);
        (await agent.RouteAsync()).Should().StartWith("relay");
        await agent.Button("Toetsen").ClickAsync();
        var keys = Learn("keys of the agent", Mark.Digits(9));
        foreach (var key in keys) await agent.Button(key.ToString()).ClickAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(phone.Sound.KeysHeard.Length >= keys.Length), Soon, "all keys have come");
        await agent.Button("Afronden en wissen").ClickAsync();
        await phone.Ended.WaitAsync(Soon);
        await agent.Page.CloseAsync();
    }

    /// <summary>The agent talks on a telephone of the municipality.</summary>
    public async Task RingAsync()
    {
        var number = Learn("number of a telephone", $"+3126{Mark.Digits(7)}");
        await using var telephone = new SipPhone(AsteriskServer.SharedTrunk, fixture.Asterisk.TrunkPort);
        var id = (await (await desk.AdminAsync()).AddTelephoneAsync("Balie 3", number)).Value.Id;
        (await agents[1].ChooseTelephoneAsync(id)).Errors.Should().BeEmpty();
        await using var phone = await DialAsync();
        await phone.PressAsync("#");
        var call = (await agents[1].CallAsync()).Id;
        await agents[1].TakeAsync(call);
        await telephone.Rung.WaitAsync(Soon);
        await telephone.PressAsync("1");
        (await agents[1].FinishAsync(call)).Errors.Should().BeEmpty();
        await phone.Ended.WaitAsync(Soon);
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();

    private async Task<SipPhone> DialAsync()
    {
        var phone = new SipPhone();
        phone.Sound.Tone = TalkTests.CallerTone;
        (await phone.CallAsync(fixture.Asterisk.Sip, desk.Number, caller.Telephone)).Should().Be(200);
        return phone;
    }

    private string Learn(string name, string value)
    {
        learned.Add(new Mark(name, value.TrimStart('+')));
        return value;
    }

    private void LearnConnection(string answer)
    {
        if (JsonNode.Parse(answer)?["data"]?["connectPhone"] is not { } connection) return;
        Learn("phone token", ((string)connection["target"]!)["sip:".Length..].Split('@')[0]);
        foreach (var server in connection["iceServers"]!.AsArray()) Learn("TURN password", (string)server!["credential"]!);
    }

    // A header that cannot be read, none at all, and a body that is not what it says.
    private IEnumerable<string> Nonsense()
    {
        var number = stranger.Telephone;
        string Invite(string from, string body) =>
            $"""
             INVITE sip:{desk.Number}@127.0.0.1 SIP/2.0
             Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{Mark.Letters(8)};rport
             Max-Forwards: 70
             From: {from}
             To: <sip:{number}@127.0.0.1>
             Call-ID: {Mark.Letters(8)}@test
             CSeq: 1 INVITE
             Contact: <sip:{number}@127.0.0.1:9>
             Content-Type: application/sdp
             Content-Length: {body.Length}

             {body}
             """;
        yield return Invite($"<sip:{number}@127.0.0.1", "");
        yield return Invite($"\"{number}\" <sip:{number}@127.0.0.1>;tag=1", $"v=0\no={number} nonsense");
        yield return $"{number} {stranger.FullName}\n\n";
        yield return Invite($"<sip:{number}@127.0.0.1>;tag=2", $"{number}")
            .Replace("CSeq: 1 INVITE", $"CSeq: {number}", StringComparison.Ordinal);
    }
}
