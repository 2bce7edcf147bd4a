using IdBellen.Tenancy.Outbound;

namespace IdBellen.Operator.Municipalities.Probes;

/// <summary>The HTTP client for servers that municipalities configure. Each response is limited to one mebibyte and five seconds.</summary>
internal sealed class OutboundHttp : IDisposable
{
    private static readonly AnswerLimits Limits = new(MaxBytes: 1 << 20, TimeSpan.FromSeconds(5));

    private readonly HttpClient client = new(new BoundedAnswers(Limits) { InnerHandler = OutboundSockets.Create() });

    /// <exception cref="HttpRequestException">No answer, or a longer one.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken) =>
        client.GetAsync(address, cancellationToken);

    /// <exception cref="HttpRequestException">No answer, or a longer one.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, cancellationToken);

    public void Dispose() => client.Dispose();
}
