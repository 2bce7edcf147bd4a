using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Irma;

/// <summary>Talks to a municipality's IRMA server: the requestor API of irmago v1.3.0.</summary>
public sealed class IrmaClient(HttpClient http)
{
    /// <summary>Starts a session, <c>POST /session</c>.</summary>
    public async Task<IrmaAnswer<SessionStarted>> StartAsync(IrmaServer server, SessionRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "session")) { Content = JsonContent.Create(request) };
        // irmago takes the bare token, without "Bearer".
        if (server.RequestorToken is { } token) message.Headers.TryAddWithoutValidation("Authorization", token);
        return await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<SessionStarted>(cancel), cancellationToken);
    }

    /// <summary>The status, <c>GET /session/{token}/status</c>: cheap for the server, but not signed.</summary>
    public async Task<IrmaAnswer<string>> StatusAsync(IrmaServer server, string sessionToken, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"session/{sessionToken}/status"));
        return await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<string>(cancel), cancellationToken);
    }

    /// <summary>The signed result so far, <c>GET /session/{token}/result-jwt</c>; also given before the session has ended.</summary>
    public async Task<IrmaAnswer<string>> ResultJwtAsync(IrmaServer server, string sessionToken, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"session/{sessionToken}/result-jwt"));
        return await SendAsync<string>(message, async (content, cancel) => await content.ReadAsStringAsync(cancel), cancellationToken);
    }

    /// <summary>
    /// Asks for pairing, <c>POST …/frontend/options</c>; only possible while no app has connected. The address is the server's own, not the
    /// pointer's, whose host may be the municipality's.
    /// </summary>
    /// <returns>Null when the session can't be paired.</returns>
    public async Task<Pairing?> EnablePairingAsync(IrmaServer server, SessionStarted session, CancellationToken cancellationToken)
    {
        var clientToken = session.SessionPointer.U[(session.SessionPointer.U.LastIndexOf('/') + 1)..];
        if (session.FrontendRequest?.Authorization is not { Length: > 0 } authorization) return null;
        using var message = Frontend(server, clientToken, "options", authorization);
        message.Content = JsonContent.Create(new PairingRequest());
        var answer = await SendAsync(message, (content, cancel) => content.ReadFromJsonAsync<PairingOptions>(cancel), cancellationToken);
        return answer.Value is { PairingMethod: "pin", PairingCode: { Length: > 0 } code } ? new Pairing(clientToken, authorization, code) : null;
    }

    /// <summary>Tells that the digits were right, <c>POST …/frontend/pairingcompleted</c>: the app may go on.</summary>
    /// <returns>Null when it was done.</returns>
    public async Task<IrmaFailure?> CompletePairingAsync(IrmaServer server, Pairing pairing, CancellationToken cancellationToken)
    {
        using var message = Frontend(server, pairing.ClientToken, "pairingcompleted", pairing.Authorization);
        return (await SendAsync<string>(message, async (content, cancel) => await content.ReadAsStringAsync(cancel), cancellationToken)).Failure;
    }

    /// <summary>Cancels a session, <c>DELETE /session/{token}</c>; does nothing to one that has ended.</summary>
    public async Task CancelAsync(IrmaServer server, string sessionToken, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Delete, new Uri(server.Url, $"session/{sessionToken}"));
        await SendAsync<string>(message, async (content, cancel) => await content.ReadAsStringAsync(cancel), cancellationToken);
    }

    private static HttpRequestMessage Frontend(IrmaServer server, string clientToken, string step, string authorization)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, $"irma/session/{clientToken}/frontend/{step}"));
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        // irmago serves a session under the host that was asked for it only.
        message.Headers.Host = server.Host;
        return message;
    }

    private async Task<IrmaAnswer<T>> SendAsync<T>(
        HttpRequestMessage message, Func<HttpContent, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        try
        {
            using var response = await http.SendAsync(message, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await read(response.Content, cancellationToken) is { } value ? new(value) : new(IrmaFailure.Unreachable);
            if ((int)response.StatusCode >= 500) return new(IrmaFailure.Unreachable);
            var error = response.StatusCode == HttpStatusCode.BadRequest
                ? await response.Content.ReadFromJsonAsync<IrmaError>(cancellationToken)
                : null;
            // irmago answers 400, not 404, for a session that it does not (any longer) know.
            return new(error?.Error == "SESSION_UNKNOWN" ? IrmaFailure.SessionUnknown : IrmaFailure.Refused);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or NotSupportedException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(IrmaFailure.Unreachable);
        }
    }
}

/// <summary>The server's answer, or why there is none.</summary>
public readonly record struct IrmaAnswer<T>
    where T : class
{
    public IrmaAnswer(T value) => Value = value;

    public IrmaAnswer(IrmaFailure failure) => Failure = failure;

    public T? Value { get; }

    public IrmaFailure? Failure { get; }
}

public enum IrmaFailure
{
    /// <summary>No connection, no sensible answer, or a fault of the server: this may pass.</summary>
    Unreachable,

    /// <summary>The server does not know the session: it ended over five minutes ago, or the server was restarted.</summary>
    SessionUnknown,

    /// <summary>The server does not want this request from us.</summary>
    Refused,
}
