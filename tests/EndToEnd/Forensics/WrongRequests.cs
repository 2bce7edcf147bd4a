using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>Requests that fail in as many ways as there are, each with marks in it; and what is answered to them.</summary>
public sealed class WrongRequests(MarkedRun run) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly StringBuilder answers = new();

    /// <summary>All answers with their headers.</summary>
    public string Answers => answers.ToString();

    /// <param name="sessions">Whose results are sent among others.</param>
    public async Task SendAsync(IReadOnlyList<string> sessions)
    {
        var person = run.Person;
        var token = (await run.Platform.SecretAsync(run.Platform.Names("arnhem").ExchangeSecret))!["token"];
        var (name, bsn, number) = (person.FullName, person.Bsn, person.Telephone);
        foreach (var bearer in (string?[])[null, token, $"{token}x"])
        {
            // Not JSON, not GraphQL, not in the schema, not of its types; in the document and in the variables.
            await PostAsync($$"""{"query":"mutation {","variables":{"bsn":"{{bsn}}","name":"{{name}}" """, bearer);
            await PostAsync(Query($"mutation {{ {name} }}"), bearer);
            await PostAsync(Query($"{{ viewer(bsn: \"{bsn}\") {{ id }} municipality(name: \"{name}\") {{ name }} }}"), bearer);
            await PostAsync(Query($"mutation {{ startSession(purpose: \"{name}\") {{ statusToken }} }}"), bearer);
            await PostAsync(
                Query($"mutation {{ matchCode(code: \"{bsn}\", callReference: \"{name}\", attempt: \"{bsn}\", callerNumber: {number}) {{ "
                    + $"outcome }} }}"), bearer);
            await PostAsync(Query("mutation ($a: Int!) { matchCode(code: \"1\", callReference: \"c\", attempt: $a) { outcome } }",
                new { a = bsn }), bearer);
            await PostAsync(Query("mutation ($s: ReportedCallState!) { reportCall(callReference: \"c\", state: $s) { next } }",
                new { s = name }), bearer);
            foreach (var code in (string[])[name, bsn, $"{bsn}0"]) await PostAsync(Match(code, "marked-call", number), bearer);
            await PostAsync(Match("1234567890", new string('c', 300), name), bearer);
            foreach (var secret in run.Marks.Where(mark => mark.Name == "status token"))
                await PostAsync(Query("query ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = $"{secret.Value}x" }),
                    bearer);
        }
        await SendResultsAsync(sessions, name, bsn);
    }

    /// <summary>A code from the exchange with a caller's number, whatever becomes of it.</summary>
    public async Task MatchAsync() =>
        await PostAsync(Match(Mark.Digits(10), "marked-call", run.Person.Telephone),
            (await run.Platform.SecretAsync(run.Platform.Names("arnhem").ExchangeSecret))!["token"]);

    public void Dispose() => http.Dispose();

    // What may come where the IRMA server posts its results, for a session that is there and for none.
    private async Task SendResultsAsync(IReadOnlyList<string> sessions, string name, string bsn)
    {
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { name, bsn }))).TrimEnd('=');
        foreach (var session in (string[])[.. sessions, Guid.NewGuid().ToString()])
            foreach (var garbage in (string[])[bsn, $"{name}.{bsn}.", $"eyJhbGciOiJSUzI1NiJ9.{payload}.{payload}",
                $"eyJhbGciOiJub25lIn0.{payload}."])
                await KeepAsync(Message($"/irma/callback/{session}", new StringContent(garbage), bearer: null));
    }

    private static object Match(string code, string reference, string caller) => Query(
        "mutation ($code: String!, $ref: String!, $caller: String) { matchCode(code: $code, callReference: $ref, attempt: 1, callerNumber: "
            + "$caller) { outcome next } }",
        new { code, @ref = reference, caller });

    private static object Query(string query, object? variables = null) => new { query, variables };

    private Task PostAsync(object body, string? bearer) =>
        KeepAsync(Message("/graphql", body is string text
            ? new StringContent(text, Encoding.UTF8, "application/json") : JsonContent.Create(body), bearer));

    private HttpRequestMessage Message(string path, HttpContent content, string? bearer)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{run.Platform.Port}{path}")) { Content = content };
        message.Headers.Host = new Uri(run.Platform.Origin("arnhem")).Authority;
        message.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (bearer is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return message;
    }

    private async Task KeepAsync(HttpRequestMessage message)
    {
        using (message)
        {
            using var answer = await http.SendAsync(message);
            answers.Append((int)answer.StatusCode).Append(' ').Append(answer.Headers).AppendLine(await answer.Content.ReadAsStringAsync());
        }
    }
}
