using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>Requests to the REST interface. Each has a time-out, and no answer is read beyond a limit.</summary>
internal sealed class AriHttp : IDisposable
{
    private const int LargestAnswer = 8 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly HttpClient http;

    /// <param name="address">Where it is.</param>
    /// <param name="connections">How it is reached.</param>
    public AriHttp(AriAddress address, HttpMessageHandler connections)
    {
        http = new HttpClient(connections)
        {
            BaseAddress = address.Rest,
            Timeout = Limit,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.Authorization = address.Authorization;
    }

    /// <summary>A path below <c>/ari/</c>; values that are null are left out.</summary>
    public static string Path(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is null) continue;
            path += $"{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }
        return path;
    }

    public static string Escape(string segment) => Uri.EscapeDataString(segment);

    /// <summary>False when what it is about is gone, or is not in a state for it (404, 409, 412, 422).</summary>
    /// <exception cref="AriUnavailableException">No answer, or a fault of the server.</exception>
    public async Task<bool> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken, byte[]? json = null)
    {
        using var answer = await AnswerAsync(method, path, json, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Null when there is no such thing.</summary>
    /// <exception cref="AriUnavailableException">No answer, a fault of the server, or an answer that cannot be read.</exception>
    public async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await AnswerAsync(HttpMethod.Get, path, null, cancellationToken);
        if (!answer.IsSuccessStatusCode) return null;
        try
        {
            return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), type);
        }
        catch (JsonException fault)
        {
            throw new AriUnavailableException("Asterisk answered with something else than expected.", fault);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (json is not null)
            {
                request.Content = new ByteArrayContent(json);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }
            var answer = await http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode || IsAboutState(answer.StatusCode)) return answer;
            var status = (int)answer.StatusCode;
            answer.Dispose();
            throw new AriUnavailableException(FormattableString.Invariant($"Asterisk answered {status}."));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new AriUnavailableException("Asterisk does not answer.", fault);
        }
    }

    private static bool IsAboutState(HttpStatusCode status) => status
        is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnprocessableEntity;
}
