using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Support.Api;

/// <summary>Speaks GraphQL over HTTP and SSE with one municipality's host.</summary>
public sealed record GraphQLClient(ServedMunicipality municipality)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public string? Authorization { get; init; }

    public string? Cookie { get; init; }

    public string? Origin { get; init; }

    /// <summary>Another host than the municipality's own.</summary>
    public string? Host { get; init; }

    /// <summary>The port of another replica.</summary>
    public int? Port { get; init; }

    /// <summary>What a browser says of the page that asks.</summary>
    public string? FetchSite { get; init; }

    public async Task<GraphQLAnswer> SendAsync(string query, object? variables = null) => await SendAsync<JsonNode>(query, variables);

    /// <summary>As what the only field that is asked for is read, unless it is refused.</summary>
    public async Task<GraphQLAnswer<T>> SendAsync<T>(string query, object? variables = null)
    {
        using var answer = await PostAsync(JsonSerializer.Serialize(new { query, variables }));
        var content = await answer.Content.ReadAsStringAsync();
        var body = content.Length == 0 ? null : JsonNode.Parse(content);
        return new GraphQLAnswer<T>(answer.StatusCode, body?["data"], body?["errors"]?.AsArray().Select(error => error!).ToList() ?? []);
    }

    /// <summary>The data; a test that expects a refusal uses <see cref="SendAsync"/>.</summary>
    public async Task<JsonNode> GetAsync(string query, object? variables = null) => (await SendAsync(query, variables)).Accepted;

    /// <summary>The only field that is asked for.</summary>
    public async Task<T> GetAsync<T>(string query, object? variables = null) => (await SendAsync<T>(query, variables)).Value;

    public Task<HttpResponseMessage> PostAsync(
        string body, string type = "application/json", string accept = "application/graphql-response+json") =>
        SendAsync(HttpMethod.Post, "/graphql", body, type, accept);

    public Task<HttpResponseMessage> PreflightAsync() => SendAsync(HttpMethod.Options, "/graphql");

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string type = "application/json", string? accept = null)
    {
        var message = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{Port ?? municipality.Fixture.Platform.Port}{path}"));
        message.Headers.Host = Host ?? municipality.Host;
        if (accept is not null) message.Headers.TryAddWithoutValidation("Accept", accept);
        if (Authorization is not null) message.Headers.TryAddWithoutValidation("Authorization", Authorization);
        if (Cookie is not null) message.Headers.TryAddWithoutValidation("Cookie", Cookie);
        if (Origin is not null) message.Headers.TryAddWithoutValidation("Origin", Origin);
        if (FetchSite is not null) message.Headers.TryAddWithoutValidation("Sec-Fetch-Site", FetchSite);
        if (method == HttpMethod.Options)
        {
            message.Headers.Add("Access-Control-Request-Method", "POST");
            message.Headers.Add("Access-Control-Request-Headers", "content-type");
        }
        if (body is not null)
        {
            message.Content = new StringContent(body, Encoding.UTF8);
            message.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        }
        return await Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A subscription over SSE, in the distinct-connections mode of graphql-sse; ends with <c>complete</c>.</summary>
    public async IAsyncEnumerable<JsonNode> SubscribeAsync(
        string query, object? variables = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await PostAsync(JsonSerializer.Serialize(new { query, variables }), accept: "text/event-stream");
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
            throw new InvalidOperationException(
                $"No stream, but {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var name = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (name == "complete") yield break;
            else if (name == "next" && line.StartsWith("data: ", StringComparison.Ordinal))
                yield return JsonNode.Parse(line["data: ".Length..])!;
        }
    }

    /// <summary>The same, each time the only field that is asked for.</summary>
    public async IAsyncEnumerable<T> SubscribeAsync<T>(
        string query, object? variables = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var next in SubscribeAsync(query, variables, cancellationToken))
            yield return AnswerJson.Read<T>(next["data"] ?? throw new InvalidOperationException($"{next}"));
    }

    public Task<MatchResult> MatchAsync(
        string code, string callReference, int attempt = 1, string? callerNumber = "+31612345678") => GetAsync<MatchResult>(
        "mutation ($code: String!, $ref: String!, $attempt: Int!, $caller: String) { matchCode(code: $code, callReference: $ref, attempt: "
            + "$attempt, callerNumber: $caller) { outcome next } }",
        new { code, @ref = callReference, attempt, caller = callerNumber });

    /// <summary>What the exchange must do next.</summary>
    public async Task<string> ReportAsync(string callReference, string state) => (await GetAsync<ReportCallResult>(
        $"mutation ($ref: String!) {{ reportCall(callReference: $ref, state: {state}) {{ next }} }}",
        new { @ref = callReference })).Next;
}

public record GraphQLAnswer(HttpStatusCode Status, JsonNode? Data, IReadOnlyList<JsonNode> Errors)
{
    /// <summary>The code of the only error.</summary>
    public string Code => (string)Errors.Single()["extensions"]!["code"]!;

    /// <summary>The data of an answer that has no error.</summary>
    public JsonNode Accepted => Errors.Count == 0 && Data is { } data
        ? data : throw new InvalidOperationException($"{(int)Status}: {JsonSerializer.Serialize(Errors)}");
}

/// <summary>An answer to a question for one field.</summary>
public sealed record GraphQLAnswer<T>(HttpStatusCode Status, JsonNode? Data, IReadOnlyList<JsonNode> Errors)
    : GraphQLAnswer(Status, Data, Errors)
{
    public T Value => AnswerJson.Read<T>(Accepted);
}
