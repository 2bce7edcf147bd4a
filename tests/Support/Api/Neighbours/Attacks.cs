using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace IdBellen.Tests.Support.Api.Neighbours;

/// <summary>
/// What one municipality is attacked with, by many at once and until it is over. What becomes of each request is all the same.
/// </summary>
internal sealed class Attacks(ServedMunicipality victim, int port)
{
    private const string Subscription = """{"query":"subscription { sessionStatus(statusToken: \"wrong\") { state } }"}""";

    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = 2000
    })
    { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Many sockets, each with many subscriptions for sessions that there are not.</summary>
    public Task WrongTokensAsync(CancellationToken over) => ManyAsync(30, async () =>
    {
        using var socket = await ConnectAsync(over);
        await SayAsync(socket, """{"type":"connection_init"}""", over);
        for (var id = 0; id < 20; id++) await SayAsync(socket, $$"""{"type":"subscribe","id":"{{id}}","payload":{{Subscription}}}""", over);
        var buffer = new byte[4096];
        for (var answers = 0; answers < 20; answers++) await socket.ReceiveAsync(buffer, over);
    }, over);

    /// <summary>Sockets that ask and never read what is answered.</summary>
    public Task NonReadersAsync(CancellationToken over) => ManyAsync(10, async () =>
    {
        using var socket = await ConnectAsync(over);
        await SayAsync(socket, """{"type":"connection_init"}""", over);
        for (var id = 0; !over.IsCancellationRequested; id++)
            await SayAsync(socket, string.Create(CultureInfo.InvariantCulture,
                $$$"""{"type":"ping","payload":{"x":"{{{new string('x', 30_000)}}}","n":{{{id}}}}}"""), over);
    }, over);

    /// <summary>Sessions at an IRMA server that never answers.</summary>
    public Task HangingSessionsAsync(CancellationToken over) => ManyAsync(30, () => PostAsync("/graphql",
        """{"query":"mutation { startSession(purpose: \"uitkering\") { statusToken } }"}""", "application/json", null, over), over);

    /// <summary>Bodies of which a byte comes now and then.</summary>
    public Task SlowBodiesAsync(CancellationToken over) => ManyAsync(100, async () =>
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, over);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: {victim.Host}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"), over);
        while (true)
        {
            await socket.SendAsync(" "u8.ToArray(), over);
            await Task.Delay(TimeSpan.FromMilliseconds(50), over);
        }
    }, over);

    /// <summary>Codes that nobody has, by the victim's own exchange.</summary>
    public async Task WrongCodesAsync(CancellationToken over)
    {
        var exchange = await victim.ExchangeAsync();
        await ManyAsync(10, () => PostAsync(
            "/graphql",
            $$"""{"query":"mutation { matchCode(code: \"1234567890\", callReference: \"{{Guid.NewGuid()}}\", attempt: 1) { outcome } }"}""",
            "application/json", exchange.Authorization, over), over);
    }

    /// <summary>Sign-ins and results of sessions that there are not.</summary>
    public Task SignInsAndCallbacksAsync(CancellationToken over) => ManyAsync(10, async () =>
    {
        using var begun = await Http.SendAsync(Request(HttpMethod.Get, "/sign-in"), over);
        await PostAsync("/account/sign-in", "Email=a%40example.nl&Password=x", "application/x-www-form-urlencoded", null, over);
        await PostAsync($"/irma/callback/{Guid.NewGuid()}", "x.y.z", "text/plain", null, over);
        await PostAsync("/connect/token", "grant_type=authorization_code&code=x", "application/x-www-form-urlencoded", null, over);
    }, over);

    private static Task ManyAsync(
        int attackers, Func<Task> attackAsync, CancellationToken over) => Task.WhenAll(Enumerable.Range(0, attackers).Select(_ => Task.Run(
        async () =>
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    await attackAsync();
                }
                catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or WebSocketException
                    or SocketException or IOException)
                {
                    // Refused, as it should be.
                }
            }
        },
        CancellationToken.None)));

    private async Task PostAsync(string path, string body, string type, string? authorization, CancellationToken over)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, type);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await Http.SendAsync(request, over);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}")));
        request.Headers.Host = victim.Host;
        return request;
    }

    private async Task<ClientWebSocket> ConnectAsync(CancellationToken over)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Host", victim.Host);
        await socket.ConnectAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/graphql")), over);
        return socket;
    }

    private static Task SayAsync(ClientWebSocket socket, string text, CancellationToken over) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, over);
}
