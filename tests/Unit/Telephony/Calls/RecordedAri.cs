using System.Collections.Concurrent;
using System.Net;

namespace IdBellen.Tests.Unit.Telephony.Calls;

/// <summary>Stands for Asterisk: does everything, and remembers it.</summary>
internal sealed class RecordedAri : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> done = new();

    /// <summary>
    /// What was asked, such as <c>POST channels/caller/moh</c>, without queries. <c>POST channels/caller/silence</c> plays silence.
    /// </summary>
    public IReadOnlyCollection<string> Done => done;

    /// <summary>Whether it does not answer.</summary>
    public bool IsAway { get; set; }

    /// <summary>The prompts that were said, by name.</summary>
    public IReadOnlyList<string> Said { get; private set; } = [];

    /// <summary>The id of the last playback.</summary>
    public string Playback { get; private set; } = "";

    public void Forget() => done.Clear();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAway) throw new HttpRequestException("It is away.");
        var path = request.RequestUri!.AbsolutePath["/ari/".Length..];
        if (path.EndsWith("/play/caller-silence", StringComparison.Ordinal)) path = "channels/caller/silence";
        if (path.Contains("/play/", StringComparison.Ordinal))
        {
            Playback = path[(path.LastIndexOf('/') + 1)..];
            Said = [.. Said, Uri.UnescapeDataString(request.RequestUri.Query).Split("sound:")[1].Split('&')[0]];
            path = path[..path.LastIndexOf('/')];
        }
        done.Enqueue($"{request.Method} {path}");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });
    }
}
