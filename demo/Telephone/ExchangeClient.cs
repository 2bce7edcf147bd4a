using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Telephone;

/// <summary>
/// The exchange's side of the contract with the api. Each operation rereads the token, so a rotated token works at once.
/// Without a response, each is retried up to three times; operations are idempotent.
/// </summary>
internal sealed class ExchangeClient(HttpClient http, IMunicipalityDirectory directory, TimeProvider time)
{
    private const int Tries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <param name="attempt">1 for the first code of this call.</param>
    /// <exception cref="ExchangeException">The api refused, or gave no answer.</exception>
    /// <exception cref="DirectoryUnavailableException">The token is missing.</exception>
    public Task<CodeMatch> MatchCodeAsync(
        Municipality municipality, string code, string callReference, int attempt, string? callerNumber,
        CancellationToken cancellationToken) =>
        MutateAsync<CodeMatch>(
            municipality,
            new GraphQLRequest(ExchangeDocuments.MatchCode, "MatchCode", new { code, callReference, attempt, callerNumber }),
            "matchCode",
            cancellationToken);

    /// <returns>The next step for the call.</returns>
    /// <exception cref="ExchangeException">The api refused, or gave no answer.</exception>
    /// <exception cref="DirectoryUnavailableException">The token is missing.</exception>
    public async Task<NextStep> ReportCallAsync(
        Municipality municipality, string callReference, ReportedCallState state, string? callerNumber,
        CancellationToken cancellationToken) =>
        (await MutateAsync<CallReport>(
            municipality,
            new GraphQLRequest(ExchangeDocuments.ReportCall, "ReportCall", new { callReference, state, callerNumber }),
            "reportCall",
            cancellationToken)).Next;

    /// <summary>Snapshots of the calls that agents have taken; a broken stream is opened again, ever slower, until cancelled.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Assignment>> FollowAssignmentsAsync(
        Municipality municipality, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        while (true)
        {
            await using (var snapshots = StreamAsync(municipality, cancellationToken).GetAsyncEnumerator(cancellationToken))
            {
                while (await NextAsync(snapshots, cancellationToken))
                {
                    wait = FirstWait;
                    yield return snapshots.Current;
                }
            }
            await Task.Delay(wait, time, cancellationToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyList<Assignment>> snapshots, CancellationToken cancellationToken)
    {
        try
        {
            return await snapshots.MoveNextAsync();
        }
        catch (Exception problem) when (IsPassing(problem, cancellationToken))
        {
            return false;
        }
    }

    // graphql-sse, distinct connections: one request per subscription, events "next" and "complete".
    private async IAsyncEnumerable<IReadOnlyList<Assignment>> StreamAsync(
        Municipality municipality, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = await directory.ExchangeTokenAsync(municipality.Name, cancellationToken);
        var operation = new GraphQLRequest(ExchangeDocuments.Assignments, "Assignments", Variables: null);
        using var request = operation.To(municipality, token, "text/event-stream");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == "complete")
            {
                yield break;
            }
            if (item.EventType == "next")
            {
                using var data = JsonDocument.Parse(item.Data);
                yield return GraphQLRequest.Read<IReadOnlyList<Assignment>>(data.RootElement, "assignments");
            }
        }
    }

    private async Task<T> MutateAsync<T>(
        Municipality municipality, GraphQLRequest operation, string field, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var token = await directory.ExchangeTokenAsync(municipality.Name, cancellationToken);
                using var request = operation.To(municipality, token, "application/graphql-response+json, application/json");
                using var answer = await http.SendAsync(request, cancellationToken);
                return GraphQLRequest.Read<T>(await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken), field);
            }
            catch (Exception problem) when (IsPassing(problem, cancellationToken))
            {
                if (attempt == Tries || problem is ExchangeException { Code: not null })
                {
                    throw problem is ExchangeException or DirectoryUnavailableException
                        ? problem : new ExchangeException(code: null, problem);
                }
            }
            await Task.Delay(FirstWait * attempt, time, cancellationToken);
        }
    }

    private static bool IsPassing(Exception problem, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && problem is HttpRequestException or IOException or TaskCanceledException or JsonException
            or ExchangeException or DirectoryUnavailableException;
}
