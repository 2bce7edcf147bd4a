using System.Net.Http.Headers;
using System.Text;
using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Irma.Outcomes;

/// <summary>
/// Posts the signed result to the requestor's <c>callbackUrl</c> when a session has reached a final status. A trailing slash is added to
/// the address; three tries when no connection can be made, none after an HTTP answer of any kind; failure is logged and forgotten
/// (irma/transport.go).
/// </summary>
internal sealed partial class ResultCallback(HttpClient http, ResultJwt jwt, TimeProvider time, ILogger<ResultCallback> logger)
{
    private const int Tries = 3;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    public async Task SendAsync(Session session)
    {
        if (session.Request.CallbackUrl is not { Length: > 0 } address)
        {
            return;
        }
        var url = WithTrailingSlash(address);
        var body = jwt.Sign(session);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                using var answer = await PostAsync(url, body);
                if (!answer.IsSuccessStatusCode)
                {
                    RefusedByRequestor((int)answer.StatusCode);
                }
                return;
            }
            catch (Exception problem)
                when (problem is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
            {
                NotDelivered(attempt, Tries, problem.GetType().Name);
            }
            await Task.Delay(Wait * attempt, time);
        }
    }

    /// <summary>The same post, for the address of a next session; the caller reads the answer.</summary>
    public Task<HttpResponseMessage> PostNextAsync(Session session) =>
        PostAsync(session.Request.NextSession!.Url!, jwt.Sign(session));

    private async Task<HttpResponseMessage> PostAsync(string url, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.TryAddWithoutValidation("User-Agent", "irmago");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "UTF-8" };
        return await http.SendAsync(request);
    }

    private static string WithTrailingSlash(string url) => url.EndsWith('/') ? url : url + "/";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The requestor answered the result callback with HTTP {Status}.")]
    private partial void RefusedByRequestor(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result callback was not delivered, try {Attempt} of {Tries}: {Problem}.")]
    private partial void NotDelivered(int attempt, int tries, string problem);
}
