using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Outbound;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// A client for a municipality's IRMA server: the requestor API of irmago v1.3.0. Use an HTTP client with <see cref="BoundedAnswers"/>,
/// whose limits suit a well-behaved server.
/// </summary>
internal sealed class IrmaClient(HttpClient http)
{
    /// <summary>The limits of all responses except results: a session and its tokens, a status, an error.</summary>
    public static readonly AnswerLimits Limits = new(MaxBytes: 32 << 10, Patience: TimeSpan.FromSeconds(5));

    // irmago's error message if it has no key for signing results.
    private const string UnsignedMessage = "JWT signing not supported";

    // Longer than for other responses, because a result can be large.
    private static readonly TimeSpan ResultPatience = TimeSpan.FromSeconds(10);

    /// <summary>Starts a session, <c>POST /session</c>.</summary>
    public async Task<IrmaAnswer<SessionStarted>> StartAsync(IrmaServer server, SessionRequest request, CancellationToken cancellationToken)
    {
        using var message = Request(server, HttpMethod.Post, "session");
        message.Content = JsonContent.Create(request);
        // irmago takes the bare token, without "Bearer".
        if (server.RequestorToken is { } token) message.Headers.TryAddWithoutValidation("Authorization", token);
        var answer = await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<SessionStarted>(cancel), cancellationToken);
        if (answer.Value is not { } started) return answer;
        return PointerRules.Apply(started, server) is { } usable ? new(usable) : new(IrmaFailure.Refused);
    }

    /// <summary>Gets the status, <c>GET /session/{token}/status</c>: cheap for the server, but not signed.</summary>
    public async Task<IrmaAnswer<string>> StatusAsync(IrmaServer server, string sessionToken, CancellationToken cancellationToken)
    {
        using var message = Request(server, HttpMethod.Get, $"session/{sessionToken}/status");
        return await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<string>(cancel), cancellationToken);
    }

    /// <summary>Gets the signed result so far, <c>GET /session/{token}/result-jwt</c>; available before the session has ended.</summary>
    /// <param name="server">The server that has the session.</param>
    /// <param name="lease">Memory budget that grows with the bytes read. The caller holds it until the result is processed.</param>
    public async Task<IrmaAnswer<string>> ResultJwtAsync(
        IrmaServer server, string sessionToken, ResultLease lease, CancellationToken cancellationToken)
    {
        using var message = Request(server, HttpMethod.Get, $"session/{sessionToken}/result-jwt");
        message.Options.Set(BoundedAnswers.HeadersOnly, true);
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(ResultPatience);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
            return response.IsSuccessStatusCode
                ? await ResultBody.ReadAsync(await response.Content.ReadAsStreamAsync(inTime.Token), lease, inTime.Token)
                : new(await FailureAsync(response, inTime.Token));
        }
        catch (Exception fault) when (IsNoAnswer(fault, cancellationToken))
        {
            return new(IrmaFailure.Unreachable);
        }
    }

    /// <summary>
    /// Asks for pairing, <c>POST …/frontend/options</c>; only possible while no app has connected. The address is the server's own, not the
    /// pointer's, whose host may be the municipality's.
    /// </summary>
    /// <returns>Null if the session cannot be paired.</returns>
    public async Task<Pairing?> EnablePairingAsync(IrmaServer server, SessionStarted session, CancellationToken cancellationToken)
    {
        var clientToken = PointerRules.ClientTokenOf(session.SessionPointer);
        if (session.FrontendRequest?.Authorization is not { Length: > 0 } authorization) return null;
        using var message = Frontend(server, clientToken, "options", authorization);
        message.Content = JsonContent.Create(new PairingRequest());
        var answer = await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<PairingOptions>(cancel), cancellationToken);
        return answer.Value is { PairingMethod: "pin", PairingCode: { Length: > 0 } code }
            ? new Pairing(clientToken, authorization, code) : null;
    }

    /// <summary>Completes the pairing, <c>POST …/frontend/pairingcompleted</c>, so that the app continues.</summary>
    /// <returns>Null on success.</returns>
    public async Task<IrmaFailure?> CompletePairingAsync(IrmaServer server, Pairing pairing, CancellationToken cancellationToken)
    {
        using var message = Frontend(server, pairing.ClientToken, "pairingcompleted", pairing.Authorization);
        return (await SendAsync<string>(message, async (content, cancel) => await content.ReadAsStringAsync(cancel),
            cancellationToken)).Failure;
    }

    /// <summary>Cancels a session, <c>DELETE /session/{token}</c>; has no effect on an ended session.</summary>
    public async Task CancelAsync(IrmaServer server, string sessionToken, CancellationToken cancellationToken)
    {
        using var message = Request(server, HttpMethod.Delete, $"session/{sessionToken}");
        await SendAsync<string>(message, async (content, cancel) => await content.ReadAsStringAsync(cancel), cancellationToken);
    }

    private static HttpRequestMessage Frontend(IrmaServer server, string clientToken, string step, string authorization)
    {
        var message = Request(server, HttpMethod.Post, $"irma/session/{clientToken}/frontend/{step}");
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        // irmago serves a session only under the host in the session request.
        message.Headers.Host = server.Host;
        return message;
    }

    private static HttpRequestMessage Request(IrmaServer server, HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, new Uri(server.Url, path));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        server.Gateway?.AddTo(message);
        return message;
    }

    private async Task<IrmaAnswer<T>> SendAsync<T>(
        HttpRequestMessage message, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await http.SendAsync(message, cancellationToken);
            if (!response.IsSuccessStatusCode) return new(await FailureAsync(response, cancellationToken));
            return await read(response.Content, cancellationToken) is { } value ? new(value) : new(IrmaFailure.Unreachable);
        }
        catch (Exception fault) when (IsNoAnswer(fault, cancellationToken))
        {
            return new(IrmaFailure.Unreachable);
        }
    }

    private static async Task<IrmaFailure> FailureAsync(
        HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
        {
            // A server without a JWT key cannot sign results; a retry would not help.
            HttpStatusCode.NotImplemented => IrmaFailure.Refused,
            HttpStatusCode.InternalServerError => await ErrorAsync(response, cancellationToken) is { Message: UnsignedMessage }
                ? IrmaFailure.Unsigned : IrmaFailure.Unreachable,
            > HttpStatusCode.InternalServerError => IrmaFailure.Unreachable,
            // irmago answers 400, not 404, for an unknown session.
            HttpStatusCode.BadRequest when await ErrorAsync(response, cancellationToken) is { Error: "SESSION_UNKNOWN" } =>
                IrmaFailure.SessionUnknown,
            _ => IrmaFailure.Refused,
        };

    /// <exception cref="JsonException">The response is not the IRMA server's, or a gateway has changed it.</exception>
    internal static async Task<IrmaError?> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var text = new byte[(int)Limits.MaxBytes];
        var length = await body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken);
        return JsonSerializer.Deserialize<IrmaError>(text.AsSpan(0, length));
    }

    private static bool IsNoAnswer(Exception fault, CancellationToken cancellationToken) =>
        fault is HttpRequestException or IOException or JsonException or NotSupportedException
        || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}

/// <summary>The server's response, or the reason for its absence.</summary>
internal readonly record struct IrmaAnswer<T>
    where T : class
{
    public IrmaAnswer(T value) => Value = value;

    public IrmaAnswer(IrmaFailure failure) => Failure = failure;

    public T? Value { get; }

    public IrmaFailure? Failure { get; }
}

/// <summary>Why a request to the IRMA server has no result.</summary>
internal enum IrmaFailure
{
    /// <summary>No connection, an invalid response, or a server error; may be temporary.</summary>
    Unreachable,

    /// <summary>The server has no such session: it ended over five minutes ago, or the server was restarted.</summary>
    SessionUnknown,

    /// <summary>The server refuses the request or cannot handle it: its settings or the municipality's must change.</summary>
    Refused,

    /// <summary>The server has no key for signing results.</summary>
    Unsigned,

    /// <summary>The result exceeds the size limit.</summary>
    TooLarge,

    /// <summary>The memory budget for results is exhausted; a later poll may succeed.</summary>
    NoRoom,
}
