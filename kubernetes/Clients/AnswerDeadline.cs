namespace IdBellen.Kubernetes.Clients;

/// <summary>
/// Cancels a request to the API server without a complete response in time, so that a silent server never blocks a worker. For a watch,
/// only the response headers must arrive in time.
/// </summary>
/// <exception cref="HttpRequestException">The answer is late; the cause is a <see cref="TimeoutException"/>.</exception>
internal sealed class AnswerDeadline(TimeSpan limit) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await base.SendAsync(request, either.Token);
            if (!IsWatch(request)) await answer.Content.LoadIntoBufferAsync(either.Token);
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The API server did not answer in time.", new TimeoutException());
        }
    }

    private static bool IsWatch(HttpRequestMessage request) =>
        request.RequestUri?.Query.Contains("watch=true", StringComparison.Ordinal) == true;
}
