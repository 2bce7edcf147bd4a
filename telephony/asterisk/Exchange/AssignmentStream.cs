using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>
/// The subscription <c>assignments</c> of one municipality. A broken stream is opened again, at first soon, then ever later; it begins with
/// the whole list, so that nothing is missed.
/// </summary>
internal sealed class AssignmentStream(HttpClient http, ExchangeTokens tokens, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(10);
    private const int LongestRefusal = 4096;

    /// <summary>Whole lists, until cancelled.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Assignment>> FollowAsync(
        CallingMunicipality municipality, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        var request = ExchangeDocuments.Assignments;
        while (true)
        {
            var stream = new Opened(request);
            await using (var lists = ReadAsync(stream, municipality, cancellationToken).GetAsyncEnumerator(cancellationToken))
            {
                while (await NextAsync(lists, cancellationToken))
                {
                    wait = FirstWait;
                    yield return lists.Current;
                }
            }
            // An api of the version before ours. Its stream ends when it is upgraded, and then the newer document is tried again.
            request = stream.Refusal == RefusalCodes.DocumentUnknown && request == ExchangeDocuments.Assignments
                ? ExchangeDocuments.AssignmentsWithoutTelephones : ExchangeDocuments.Assignments;
            await Task.Delay(wait, time, cancellationToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyList<Assignment>> lists, CancellationToken cancellationToken)
    {
        try
        {
            return await lists.MoveNextAsync();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    // graphql-sse, distinct connections: one request for each stream, events "next" and "complete".
    private async IAsyncEnumerable<IReadOnlyList<Assignment>> ReadAsync(
        Opened stream, CallingMunicipality municipality, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if ((tokens.Of(municipality) ?? await tokens.ReadAgainAsync(municipality, cancellationToken)) is not { } token) yield break;
        using var message = stream.Request.To(municipality, token, ExchangeRequest.Stream);
        using var answer = await HeadersAsync(message, cancellationToken);
        await using var body = new SilenceLimit(await answer.Content.ReadAsStreamAsync(cancellationToken), Silence);
        await foreach (var text in TextsAsync(answer, body, cancellationToken))
        {
            var read = AnswerReading.Read<IReadOnlyList<Assignment>>(text, "assignments", isFault: false);
            stream.Refusal = read.Code;
            if (read.Code == RefusalCodes.NotAllowed) await tokens.ReadAgainAsync(municipality, cancellationToken);
            if (read.Data is not { } list) yield break;
            yield return list;
        }
    }

    // A refusal may come as one answer in place of a stream.
    private static async IAsyncEnumerable<byte[]> TextsAsync(
        HttpResponseMessage answer, Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != ExchangeRequest.Stream)
        {
            var start = new byte[LongestRefusal];
            yield return start[..await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken)];
            yield break;
        }
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == "complete") yield break;
            if (item.EventType == "next") yield return Encoding.UTF8.GetBytes(item.Data);
        }
    }

    private async Task<HttpResponseMessage> HeadersAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(HeadersLimit);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, late.Token);
    }

    private sealed class Opened(ExchangeRequest request)
    {
        public ExchangeRequest Request => request;

        /// <summary>Why there is no list; null as long as there is.</summary>
        public string? Refusal { get; set; }
    }
}
