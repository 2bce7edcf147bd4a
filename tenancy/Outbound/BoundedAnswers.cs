namespace IdBellen.Tenancy.Outbound;

/// <summary>
/// Buffers each response within limits of size and time, so that a slow or flooding server costs no more than these limits. Place it around
/// the handler that makes connections, outside any that decompresses.
/// </summary>
/// <param name="limits">The limits of requests that do not set their own.</param>
/// <exception cref="AnswerTooLargeException">The body is longer than permitted, by its own account or in fact.</exception>
/// <exception cref="TaskCanceledException">The answer was not there in time; the inner one is a <see cref="TimeoutException"/>.</exception>
public sealed class BoundedAnswers(AnswerLimits limits) : DelegatingHandler
{
    /// <summary>Other limits for one request.</summary>
    public static readonly HttpRequestOptionsKey<AnswerLimits> Limits = new("IdBellen.AnswerLimits");

    /// <summary>
    /// True: only the headers must come in time, and the caller reads the body within bounds of its own, as <see cref="BoundedLines"/>
    /// does.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> HeadersOnly = new("IdBellen.HeadersOnly");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (maxBytes, patience) = request.Options.TryGetValue(Limits, out var own) ? own : limits;
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(patience);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, inTime.Token);
            if (!request.Options.TryGetValue(HeadersOnly, out var headersOnly) || !headersOnly)
                await ReadAsync(response.Content, maxBytes, inTime.Token);
            return response;
        }
        catch (Exception fault)
        {
            response?.Dispose();
            if (!inTime.IsCancellationRequested || cancellationToken.IsCancellationRequested) throw;
            throw new TaskCanceledException("The answer was not there in time.", new TimeoutException(null, fault));
        }
    }

    private static async Task ReadAsync(HttpContent content, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await content.LoadIntoBufferAsync(maxBytes, cancellationToken);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new AnswerTooLargeException(maxBytes, fault);
        }
    }
}
