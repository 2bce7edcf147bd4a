using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Outbound;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// The status of a session as server-sent events, <c>GET /session/{token}/statusevents</c> (irmago with <c>--sse</c>). The initial status
/// is not sent, so poll once after <c>open</c>.
/// </summary>
internal sealed class IrmaEvents(HttpClient http)
{
    /// <summary>irmago sends <c>open</c> after 0.2 s. A proxy that holds back answers sends nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The longest of irmago's lines has 21 bytes, and a session sends a few; a proxy may add a comment now and then.</summary>
    private const int MaxLineBytes = 1 << 10;
    private const int MaxStreamBytes = 1 << 15;
    private const int MaxEvents = 100;

    /// <summary>Returns when the stream ends.</summary>
    /// <param name="server">The server that has the session.</param>
    /// <param name="heard">Called at every event, when something may have changed.</param>
    public async Task<StreamEnd> FollowAsync(IrmaServer server, string sessionToken, Action heard, CancellationToken cancellationToken)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        first.CancelAfter(Patience);
        var begun = false;
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"session/{sessionToken}/statusevents"));
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            message.Options.Set(BoundedAnswers.HeadersOnly, true);
            server.Gateway?.AddTo(message);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, first.Token);
            if (response.StatusCode != HttpStatusCode.OK) return await RefusalAsync(response, first.Token);
            var lines = new BoundedLines(await response.Content.ReadAsStreamAsync(first.Token), MaxLineBytes, MaxStreamBytes);
            var events = 0;
            // Any line triggers a poll; its content is not used, because it is not signed.
            while (await lines.ReadLineAsync(first.Token) is { } line)
            {
                if (line.Length == 0 || line[0] == ':') continue;
                if (++events > MaxEvents) return StreamEnd.Unusable;
                begun = true;
                first.CancelAfter(Timeout.InfiniteTimeSpan);
                heard();
            }
            return begun ? StreamEnd.Closed : StreamEnd.Unusable;
        }
        catch (AnswerTooLargeException)
        {
            return StreamEnd.Unusable;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or NotSupportedException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return begun || fault is HttpRequestException ? StreamEnd.Closed : StreamEnd.Unusable;
        }
    }

    // 403: the session has ended; 501: the server has no such session. The next poll finds out.
    private static async Task<StreamEnd> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.InternalServerError
            && await IrmaClient.ErrorAsync(response, cancellationToken) is { Error: "SSE_DISABLED" }
            ? StreamEnd.Disabled
            : StreamEnd.Refused;
}

/// <summary>Why a stream of events ended.</summary>
internal enum StreamEnd
{
    /// <summary>By the server, usually after a final status, or because the connection broke.</summary>
    Closed,

    /// <summary>The server has no events for this session.</summary>
    Refused,

    /// <summary>The server has no events at all.</summary>
    Disabled,

    /// <summary>
    /// Nothing came, because something between us and the server holds answers back; or what came was no stream of a session.
    /// </summary>
    Unusable,
}
