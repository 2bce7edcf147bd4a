using System.Net.WebSockets;
using System.Text;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Phones;

/// <summary>The WebSocket of the browser phone is admitted for who has a call or checks the phone, and reaches nothing else.</summary>
public sealed class PhoneRelayTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_no_call_and_no_check_under_way_is_not_admitted()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var neighbour = await scene.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        var (call, reference) = await PhoneScene.TakenAsync(municipality, agents[0]);

        await RefusedAsync(scene, municipality, cookie: null);
        await RefusedAsync(scene, municipality, (await municipality.AdminAsync()).Cookie);
        await RefusedAsync(scene, municipality, agents[1].Cookie);
        await RefusedAsync(scene, municipality, agents[0].Cookie, origin: "https://evil.example");
        await RefusedAsync(scene, municipality, agents[0].Cookie, origin: neighbour.Origin);
        await RefusedAsync(scene, municipality, agents[0].Cookie, origin: "");
        await RefusedAsync(scene, neighbour, agents[0].Cookie, origin: neighbour.Origin);
        await RefusedAsync(scene, municipality, agents[0].Cookie, protocol: "ari");
        using (await OpenAsync(scene, municipality, agents[0].Cookie))
        {
            // Admitted: the agent has a call.
        }
        await (await municipality.ExchangeAsync()).GetAsync(
            "mutation ($r: String!) { reportCall(callReference: $r, state: ENDED) { next } }", new { r = reference });
        await RefusedAsync(scene, municipality, agents[0].Cookie);

        (await scene.CheckAsync(agents[1])).Errors.Should().BeEmpty();
        using var check = await OpenAsync(scene, municipality, agents[1].Cookie);
        call.Should().NotBeEmpty();
    }

    [Fact]
    public async Task It_carries_what_is_sent_and_neither_cookie_nor_path_nor_query_reach_the_exchange()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await PhoneScene.TakenAsync(municipality, agent);

        using var socket = await OpenAsync(scene, municipality, agent.Cookie, path: "/phone?x=/ari/channels");
        await socket.SendAsync(Encoding.ASCII.GetBytes("INVITE sip:x SIP/2.0"), WebSocketMessageType.Text, endOfMessage: true, Cancelled);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Cancelled);

        Encoding.ASCII.GetString(buffer, 0, received.Count).Should().Be("INVITE sip:x SIP/2.0");
        socket.SubProtocol.Should().Be("sip");
        var request = scene.Asterisk.Requests.Should().ContainSingle().Subject;
        request.Should().StartWith("/ws\n").And.NotContainEquivalentOf("cookie").And.NotContainEquivalentOf("x-secret")
            .And.NotContain(municipality.Host);
    }

    [Theory]
    [InlineData("/phone/")]
    [InlineData("/phone/ari/channels")]
    [InlineData("/phone/../ari")]
    [InlineData("/phone%2fari")]
    [InlineData("/ari/channels")]
    [InlineData("/httpstatus")]
    [InlineData("/ws")]
    public async Task No_other_path_of_the_exchange_is_reached(string path)
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await PhoneScene.TakenAsync(municipality, agent);

        using var answer = await (agent.GraphQL with { Port = scene.Port, Origin = municipality.Origin }).SendAsync(HttpMethod.Get, path);
        (await answer.Content.ReadAsStringAsync(Cancelled)).Should().NotContain("a page of Asterisk");
        try
        {
            using var socket = await OpenAsync(scene, municipality, agent.Cookie, path: path);
        }
        catch (WebSocketException)
        {
            // Refused, as it should be; what reached the exchange is looked at below.
        }

        scene.Asterisk.Requests.Should().OnlyContain(request => request.StartsWith("/ws\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_session_holds_three_at_most()
    {
        await using var scene = await PhoneScene.StartAsync(fixture);
        var municipality = await scene.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await PhoneScene.TakenAsync(municipality, agent);

        using (await OpenAsync(scene, municipality, agent.Cookie))
        using (await OpenAsync(scene, municipality, agent.Cookie))
        using (await OpenAsync(scene, municipality, agent.Cookie))
            await RefusedAsync(scene, municipality, agent.Cookie);
        await IdBellen.Tests.Support.Environment.Eventually.BeTrueAsync(async () =>
        {
            try
            {
                using var again = await OpenAsync(scene, municipality, agent.Cookie);
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        }, what: "closed ones no longer count");
    }

    private static async Task RefusedAsync(
        PhoneScene scene, ServedMunicipality municipality, string? cookie, string? origin = null, string protocol = "sip")
    {
        var before = scene.Asterisk.Requests.Count;
        var open = async () => await OpenAsync(scene, municipality, cookie, origin, protocol);
        await open.Should().ThrowAsync<WebSocketException>();
        scene.Asterisk.Requests.Count.Should().Be(before, "nothing of it reached the exchange");
    }

    private static async Task<ClientWebSocket> OpenAsync(PhoneScene scene, ServedMunicipality municipality, string? cookie,
        string? origin = null, string protocol = "sip", string path = "/phone")
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(protocol);
            socket.Options.SetRequestHeader("Host", municipality.Host);
            socket.Options.SetRequestHeader("X-Secret", "of the page");
            if (cookie is not null) socket.Options.SetRequestHeader("Cookie", cookie);
            if (origin?.Length != 0) socket.Options.SetRequestHeader("Origin", origin ?? municipality.Origin);
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{scene.Port}{path}"), Cancelled);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
