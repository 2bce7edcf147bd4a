using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdBellen.Tests.Integration.Demo.Irma;

/// <summary>A session on the running server, seen from the requestor, the front end and the app.</summary>
internal sealed class StartedSession(HttpClient irma, JsonObject answer)
{
    public const string Bsn =
        """{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[["irma-demo.MijnOverheid.root.BSN"]]]}""";
    public const string AppAuthorization = "chosenByTheApp";

    public string Token { get; } = (string)answer["token"]!;

    public Uri Url { get; } = new((string)answer["sessionPtr"]!["u"]!);

    public string FrontendAuthorization { get; } = (string)answer["frontendRequest"]!["authorization"]!;

    public JsonObject Answer { get; } = answer;

    public static Task<StartedSession> StartAsync(RunningDemo demo, string body = Bsn) => StartAsync(demo.Irma, body);

    public static async Task<StartedSession> StartAsync(HttpClient irma, string body)
    {
        using var started = await PostAsync(irma, body);
        started.EnsureSuccessStatusCode();
        return new StartedSession(irma, (await JsonAsync(started)).AsObject());
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient irma, string body, string type = "application/json") =>
        irma.PostAsync("session", new StringContent(body, Encoding.UTF8, type), RunningDemo.Cancelled);

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled))!;

    /// <summary>Wraps the plain request in the extended form.</summary>
    public static string Extended(string fields, string request = Bsn) => $$"""{{{fields}},"request":{{request}}}""";

    public Task<HttpResponseMessage> GetAsync(string name) => irma.GetAsync($"session/{Token}/{name}", RunningDemo.Cancelled);

    public async Task<string> StatusAsync() => await irma.GetStringAsync($"session/{Token}/status", RunningDemo.Cancelled);

    public async Task<SessionResult> ResultAsync() => (await ResultAsJsonAsync()).Deserialize<SessionResult>(JsonSerializerOptions.Web)!;

    /// <summary>The same, as it came.</summary>
    public async Task<JsonNode> ResultAsJsonAsync()
    {
        using var read = await GetAsync("result");
        return await JsonAsync(read);
    }

    public Task<HttpResponseMessage> DeleteAsync() => irma.DeleteAsync($"session/{Token}", RunningDemo.Cancelled);

    public Task<HttpResponseMessage> ConnectAsync(
        string? min = "\"2.8\"", string? max = "\"2.8\"", string? authorization = AppAuthorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url);
        Add(request, "X-IRMA-MinProtocolVersion", min);
        Add(request, "X-IRMA-MaxProtocolVersion", max);
        Add(request, "Authorization", authorization);
        return irma.SendAsync(request, RunningDemo.Cancelled);
    }

    public Task<HttpResponseMessage> ProveAsync(string proof = """{"person":"fatima"}""", string? authorization = AppAuthorization) =>
        SendAsync(HttpMethod.Post, $"{Url}/proofs", proof, authorization);

    public async Task DiscloseAsync(string proof = """{"person":"fatima"}""")
    {
        using var connected = await ConnectAsync();
        connected.EnsureSuccessStatusCode();
        using var proved = await ProveAsync(proof);
        proved.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> FrontendAsync(HttpMethod method, string name, string? body = null, string? authorization = null) =>
        SendAsync(method, $"{Url}/frontend/{name}", body, authorization ?? FrontendAuthorization);

    public Task<HttpResponseMessage> AskPairingAsync(string method = "pin") =>
        FrontendAsync(HttpMethod.Post, "options",
            $$"""{"@context":"https://irma.app/ld/request/frontendoptions/v1","pairingMethod":"{{method}}"}""");

    public Task<HttpResponseMessage> AsAppAsync(HttpMethod method, string path, string? authorization = AppAuthorization) =>
        SendAsync(method, Url + path, body: null, authorization);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? body, string? authorization)
    {
        var request = new HttpRequestMessage(method, url);
        Add(request, "Authorization", authorization);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return irma.SendAsync(request, RunningDemo.Cancelled);
    }

    private static void Add(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
