using System.Net.Http.Json;
using System.Text.Json;
using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Wire;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Wallet;

/// <summary>A response of the IRMA server with which the app cannot continue; a null code means no response.</summary>
internal sealed class AppProblemException(string? code, Exception? cause = null) : Exception("The IRMA server refused the app.", cause)
{
    public string? Code { get; } = code;
}

/// <summary>The app's side of the IRMA protocol over HTTP, identical to the Yivi app's except for the body of the proofs.</summary>
internal sealed class IrmaApp(HttpClient http, TimeProvider time)
{
    private sealed record ClientRequest(PairingOptions? Options, DisclosureRequest? Request);

    public sealed record ProofAnswer(ProofStatus ProofStatus, SessionPointer? NextSession);

    /// <exception cref="AppProblemException">The session is unknown, already scanned or unreachable.</exception>
    public async Task<AppSession> ConnectAsync(Uri url, Person person, CancellationToken cancellationToken)
    {
        var authorization = SessionToken.Create();
        using var request = Request(HttpMethod.Get, url, authorization);
        request.Headers.TryAddWithoutValidation("X-IRMA-MinProtocolVersion", "\"2.8\"");
        request.Headers.TryAddWithoutValidation("X-IRMA-MaxProtocolVersion", "\"2.8\"");
        var answer = await SendAsync<ClientRequest>(request, cancellationToken);
        return new AppSession(SessionToken.Create(), url, authorization, person, time.GetUtcNow(), answer.Options?.PairingCode,
            answer.Request);
    }

    public async Task<SessionStatus> StatusAsync(AppSession session, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, Below(session.Url, "status"), session.Authorization);
        return await SendAsync<SessionStatus>(request, cancellationToken);
    }

    /// <summary>Gets the request, once the pairing is completed.</summary>
    public async Task<AppSession> ReadRequestAsync(AppSession session, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, Below(session.Url, "request"), session.Authorization);
        return session with { Request = await SendAsync<DisclosureRequest>(request, cancellationToken) };
    }

    public async Task<ProofAnswer> ProveAsync(AppSession session, StandInProof proof, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, Below(session.Url, "proofs"), session.Authorization);
        request.Content = JsonContent.Create(proof, options: IrmaJson.Options);
        return await SendAsync<ProofAnswer>(request, cancellationToken);
    }

    public async Task RefuseAsync(AppSession session, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, session.Url, session.Authorization);
        using var answer = await AnswerAsync(request, cancellationToken);
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri url, string authorization)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static Uri Below(Uri url, string name) => new($"{url.ToString().TrimEnd('/')}/{name}");

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await AnswerAsync(request, cancellationToken);
        try
        {
            var value = await answer.Content.ReadFromJsonAsync<T>(IrmaJson.Options, cancellationToken);
            return value is null ? throw new AppProblemException(code: null) : value;
        }
        catch (JsonException problem)
        {
            throw new AppProblemException(code: null, problem);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, cancellationToken);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new AppProblemException(code: null, problem);
        }
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }
        using (answer)
        {
            throw new AppProblemException(await CodeAsync(answer, cancellationToken));
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return (await answer.Content.ReadFromJsonAsync<IrmaError>(IrmaJson.Options, cancellationToken))?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
