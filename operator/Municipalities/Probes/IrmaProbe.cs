using System.Net;
using System.Text;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tenancy.Credentials;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Probes;

/// <summary>
/// Checks a municipality's credentials for its IRMA server without starting a session: compares the public key, and sends a session request
/// that asks for nothing. irmago checks the requestor token before the request.
/// </summary>
internal sealed class IrmaProbe(OutboundHttp http)
{
    /// <summary>Throws unless a server responds, with any status.</summary>
    /// <exception cref="HttpRequestException">Nothing does.</exception>
    public async Task ReachAsync(IrmaSpec irma, IrmaCredentials credentials, CancellationToken cancellationToken)
    {
        using var request = Request(irma, HttpMethod.Get, "health", credentials);
        using var answer = await http.SendAsync(request, cancellationToken);
    }

    /// <param name="irma">The settings in force.</param>
    /// <param name="credentials">The values of the referenced Secrets.</param>
    /// <exception cref="HttpRequestException">No answer, or one that is too long.</exception>
    public async Task<StepOutcome> RunAsync(IrmaSpec irma, IrmaCredentials credentials, CancellationToken cancellationToken) =>
        await KeyProblemAsync(irma, credentials, cancellationToken)
        ?? await TokenProblemAsync(irma, credentials, cancellationToken)
        ?? StepOutcome.Done("Answered", "The IRMA server responds, its signing key matches the Secret, and it accepts sessions.");

    private async Task<StepOutcome?> KeyProblemAsync(IrmaSpec irma, IrmaCredentials credentials, CancellationToken cancellationToken)
    {
        using var request = Request(irma, HttpMethod.Get, "publickey", credentials);
        using var answer = await http.SendAsync(request, cancellationToken);
        var (name, key) = (irma.ResultPublicKeyRef!.Name, irma.ResultPublicKeyRef.Key);
        if (answer.StatusCode == HttpStatusCode.NotImplemented)
            return StepOutcome.Degraded("NoJwtKey",
                $"{irma.ServerUrl} has no JWT key, so it cannot sign results and every session fails. Start it with an RSA key "
                    + $"(--jwt-privkey), and store the public key under {key} of Secret {name}.");
        if (answer.StatusCode != HttpStatusCode.OK) return NotIrma(irma, "publickey", answer);
        var told = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        using var readable = ResultPublicKey.Read(told);
        if (readable is null)
            return StepOutcome.Degraded("NotIrma", $"{Address(irma, "publickey")} does not return an RSA public key; check "
                + "spec.irma.serverUrl.");
        return ResultPublicKey.AreSame(told, credentials.PublicKey)
            ? null
            : StepOutcome.Degraded("PublicKeyDiffers",
                $"{irma.ServerUrl} signs with a different key than the one under {key} of Secret {name}, so its results are not trusted "
                    + $"and every session fails. Replace it with the key at {Address(irma, "publickey")}, after verifying that it is the "
                    + "server's.");
    }

    private async Task<StepOutcome?> TokenProblemAsync(IrmaSpec irma, IrmaCredentials credentials, CancellationToken cancellationToken)
    {
        var token = credentials.Token;
        using var request = Request(irma, HttpMethod.Post, "session", credentials);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        using var answer = await http.SendAsync(request, cancellationToken);
        var place = irma.RequestorTokenRef is { } reference ? $"key {reference.Key} of Secret {reference.Name}" : "";
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when token is null:
                return Missing(irma);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return StepOutcome.Degraded("TokenRefused", $"{irma.ServerUrl} refuses the requestor token in {place}, so no session can "
                    + "start. Replace it with a token that the server accepts.");
            case HttpStatusCode.BadRequest when await AsksForAnotherSignInAsync(answer, cancellationToken):
                return token is null
                    ? Missing(irma)
                    : StepOutcome.Degraded("TokenNotWanted", $"{irma.ServerUrl} refuses requests with a requestor token, such as the one "
                        + $"in {place}. Remove spec.irma.requestorTokenRef.");
            // The server accepted the token and rejected the empty request, as intended.
            case HttpStatusCode.BadRequest or HttpStatusCode.OK:
                return null;
            default:
                return NotIrma(irma, "session", answer);
        }
    }

    private static HttpRequestMessage Request(IrmaSpec irma, HttpMethod method, string path, IrmaCredentials credentials)
    {
        var request = new HttpRequestMessage(method, Address(irma, path));
        if (irma.Gateway is { } gateway && credentials.Gateway is { } value) request.Headers.TryAddWithoutValidation(gateway.Header, value);
        return request;
    }

    private static StepOutcome Missing(IrmaSpec irma) => StepOutcome.Degraded("TokenMissing",
        $"{irma.ServerUrl} requires a requestor token, so no session can start. Store it in a Secret and reference it in "
            + "spec.irma.requestorTokenRef.");

    private static StepOutcome NotIrma(IrmaSpec irma, string path, HttpResponseMessage answer) => StepOutcome.Degraded("NotIrma",
        $"{Address(irma, path)} returns HTTP {(int)answer.StatusCode}, unlike an IRMA server; check spec.irma.serverUrl.");

    private static async Task<bool> AsksForAnotherSignInAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await answer.Content.ReadAsStringAsync(cancellationToken))
            .Contains("could not be authenticated", StringComparison.OrdinalIgnoreCase);

    private static Uri Address(IrmaSpec irma, string path) => new($"{irma.ServerUrl.TrimEnd('/')}/{path}");
}

/// <param name="Token">The requestor's token; null where the settings name none.</param>
/// <param name="PublicKey">The public key in the Secret.</param>
/// <param name="Gateway">The value for the gateway in front of the server; null without a gateway.</param>
internal sealed record IrmaCredentials(string? Token, byte[] PublicKey, string? Gateway);
