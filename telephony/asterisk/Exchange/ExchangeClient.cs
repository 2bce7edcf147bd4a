using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>
/// The requests of the contract with the api. Each is repeated, as the same request, when there was no answer or one that says so. With a
/// refused token the Secret is read again, once.
/// </summary>
internal sealed class ExchangeClient(HttpClient http, ExchangeTokens tokens, TimeProvider time)
{
    private const int Tries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    // Nobody is kept waiting longer; who asked tries again later.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // The contract allows five seconds for a code whose disclosure has to be fetched.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    /// <param name="attempt">1 for the first code of this call.</param>
    public Task<ExchangeAnswer<CodeMatch>> MatchCodeAsync(
        CallingMunicipality municipality, string code, string callReference, int attempt, string? callerNumber,
        CancellationToken cancellationToken) => AskAsync<CodeMatch>(
            municipality,
            new ExchangeRequest(ExchangeDocuments.MatchCode, "MatchCode", new { code, callReference, attempt, callerNumber }),
            "matchCode", Tries, cancellationToken);

    /// <param name="tries">How often it is sent before somebody else has to try again later.</param>
    public Task<ExchangeAnswer<CallReport>> ReportCallAsync(
        CallingMunicipality municipality, string callReference, ReportedState state, string? callerNumber,
        CancellationToken cancellationToken, int tries = Tries) => AskAsync<CallReport>(
            municipality,
            new ExchangeRequest(ExchangeDocuments.ReportCall, "ReportCall", new { callReference, state, callerNumber }),
            "reportCall", tries, cancellationToken);

    /// <summary>The calls that have not ended, as far as the api knows.</summary>
    public Task<ExchangeAnswer<IReadOnlyList<OpenCall>>> OpenCallsAsync(
        CallingMunicipality municipality, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<OpenCall>>(
            municipality, ExchangeDocuments.OpenCalls, "openCalls", Tries, cancellationToken);

    /// <summary>A token works once: a repetition after a lost answer may find it used.</summary>
    public Task<ExchangeAnswer<RedeemedToken>> RedeemPhoneTokenAsync(
        CallingMunicipality municipality, string token, CancellationToken cancellationToken) => AskAsync<RedeemedToken>(
            municipality,
            new ExchangeRequest(ExchangeDocuments.RedeemPhoneToken, "RedeemPhoneToken", new { token }),
            "redeemPhoneToken", Tries, cancellationToken);

    private async Task<ExchangeAnswer<T>> AskAsync<T>(
        CallingMunicipality municipality, ExchangeRequest request, string field, int tries, CancellationToken cancellationToken)
        where T : class
    {
        var token = tokens.Of(municipality);
        var hasReadAgain = false;
        for (var attempt = 1; ; attempt++)
        {
            var answer = token is null ? new ExchangeAnswer<T>(null, RefusalCodes.NotAllowed)
                : await SendAsync<T>(municipality, request, field, token, cancellationToken);
            if (answer.Code == RefusalCodes.NotAllowed && !hasReadAgain)
            {
                hasReadAgain = true;
                var newer = await tokens.ReadAgainAsync(municipality, cancellationToken);
                if (newer is not null && newer != token)
                {
                    token = newer;
                    continue;
                }
            }
            var wait = answer.RetryAfter ?? FirstWait * attempt;
            if (answer.Data is not null || !answer.MayBeRepeated || attempt >= tries || wait > LongestWait) return answer;
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<ExchangeAnswer<T>> SendAsync<T>(
        CallingMunicipality municipality, ExchangeRequest request, string field, string token, CancellationToken cancellationToken)
        where T : class
    {
        using var late = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var message = request.To(municipality, token, ExchangeRequest.Answer);
            using var answer = await http.SendAsync(message, either.Token);
            var read = AnswerReading.Read<T>(await answer.Content.ReadAsByteArrayAsync(either.Token), field, (int)answer.StatusCode >= 500);
            return read with { RetryAfter = answer.Headers.RetryAfter?.Delta };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(null) { MayBeRepeated = true };
        }
    }
}
