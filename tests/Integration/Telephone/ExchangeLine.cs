using System.Collections.Concurrent;
using System.Text.Json;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Between worker and api: remembers the codes that go over it.</summary>
internal sealed class ExchangeLine() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<string> codes = new();

    /// <summary>All codes that were handed over to the api.</summary>
    public IReadOnlyCollection<string> Codes => codes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        using var body = JsonDocument.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        if (body.RootElement.GetProperty("operationName").GetString() == "MatchCode")
            codes.Enqueue(body.RootElement.GetProperty("variables").GetProperty("code").GetString()!);
        return await base.SendAsync(request, cancellationToken);
    }
}
