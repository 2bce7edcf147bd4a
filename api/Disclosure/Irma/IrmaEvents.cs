using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Irma;

/// <summary>
/// The status of a session as server-sent events, <c>GET /session/{token}/statusevents</c> (irmago with <c>--sse</c>). The current status is not
/// sent at the beginning, so after <c>open</c> somebody must look once.
/// </summary>
public sealed class IrmaEvents(HttpClient http)
{
    /// <summary>irmago sends <c>open</c> after 0.2 s. A proxy that holds back answers sends nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the stream ends.</summary>
    /// <param name="server">Whose session it is.</param>
    /// <param name="sessionToken">The requestor token.</param>
    /// <param name="heard">Called at every event: something may have changed.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async Task<StreamEnd> FollowAsync(IrmaServer server, string sessionToken, Action heard, CancellationToken cancellationToken)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        first.CancelAfter(Patience);
        var begun = false;
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"session/{sessionToken}/statusevents"));
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, first.Token);
            if (response.StatusCode != HttpStatusCode.OK) return await RefusalAsync(response, first.Token);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(first.Token));
            // A line is enough: what the server says is asked for again, where an answer can be checked.
            while (await reader.ReadLineAsync(first.Token) is { } line)
            {
                if (line.Length == 0 || line[0] == ':') continue;
                begun = true;
                first.CancelAfter(Timeout.InfiniteTimeSpan);
                heard();
            }
            return begun ? StreamEnd.Closed : StreamEnd.Unusable;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or NotSupportedException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return begun || fault is HttpRequestException ? StreamEnd.Closed : StreamEnd.Unusable;
        }
    }

    // 403: the session has ended; 501: the server does not know it. A look will tell.
    private static async Task<StreamEnd> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.InternalServerError
            && await response.Content.ReadFromJsonAsync<IrmaError>(cancellationToken) is { Error: "SSE_DISABLED" }
            ? StreamEnd.Disabled
            : StreamEnd.Refused;
}

/// <summary>Why a stream of events ended.</summary>
public enum StreamEnd
{
    /// <summary>By the server, usually after a final status, or because the connection broke.</summary>
    Closed,

    /// <summary>The server has no events for this session.</summary>
    Refused,

    /// <summary>The server has no events at all.</summary>
    Disabled,

    /// <summary>Nothing came: something between us and the server holds answers back.</summary>
    Unusable,
}
