using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Tenancy.Outbound;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>
/// Checks the municipality's own OpenID provider by its discovery document (OpenID Connect Discovery 1.0 §4), and the client secret by a
/// token request with a nonexistent authorization code, which signs nobody in. A provider that accepts the client refuses the code (RFC
/// 6749 §5.2).
/// </summary>
internal sealed class ExternalProvider(OutboundHttp http)
{
    /// <summary>Checks that the provider responds with the expected issuer.</summary>
    /// <returns>The token endpoint, or the problem.</returns>
    public async Task<(Uri? TokenEndpoint, StepOutcome? Problem)> DiscoverAsync(string authority, CancellationToken cancellationToken)
    {
        var address = new Uri($"{authority.TrimEnd('/')}/.well-known/openid-configuration");
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                return Failed("DiscoveryFailed", $"{address} returns HTTP {(int)answer.StatusCode}; check spec.signIn.authority.");
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            // Discovery requires equality, but allow a missing or additional final slash.
            if (Text(document.RootElement, "issuer")?.TrimEnd('/') != authority.TrimEnd('/'))
                return Failed("IssuerMismatch", $"{address} returns an issuer other than {authority}; set spec.signIn.authority to the "
                    + "provider's exact issuer.");
            return Uri.TryCreate(Text(document.RootElement, "token_endpoint"), UriKind.Absolute, out var endpoint)
                && Loopback.IsProtected(endpoint)
                ? (endpoint, null)
                : Failed("DiscoveryFailed", $"{address} returns no https token_endpoint; check spec.signIn.authority.");
        }
        catch (Exception fault) when (fault is HttpRequestException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Failed("ProviderUnreachable", $"{address} does not respond; check spec.signIn.authority and the network.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Failed("DiscoveryFailed", $"{address} is not a discovery document; check spec.signIn.authority.");
        }
    }

    /// <summary>Checks that the provider accepts the client's secret, with the same kind of token request as the api sends.</summary>
    public async Task<StepOutcome> TryClientAsync(
        SignInSpec signIn, Uri tokenEndpoint, string secret, string redirect, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            ["redirect_uri"] = redirect,
            ["code_verifier"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            ["client_id"] = signIn.ClientId,
            ["client_secret"] = secret,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenEndpoint) { Content = form };
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            var place = $"key {signIn.ClientSecretRef.Key} of Secret {signIn.ClientSecretRef.Name}";
            return await ErrorAsync(answer, cancellationToken) switch
            {
                "invalid_client" => StepOutcome.Failed("ClientSecretRefused",
                    $"{signIn.Authority} refuses client {signIn.ClientId} with the secret in {place}, so nobody can sign in. Correct the "
                        + "secret, or spec.signIn.clientId."),
                "unauthorized_client" => StepOutcome.Failed("ClientNotAllowed",
                    $"{signIn.Authority} does not let client {signIn.ClientId} use the authorization code flow, so nobody can sign in. "
                        + "Allow it at the provider."),
                "invalid_grant" => StepOutcome.Done("ProviderAnswers", "The municipality's own OpenID provider responds, its issuer "
                    + "matches, and it accepts the client's secret."),
                _ => StepOutcome.Done("ProviderAnswers",
                    "The municipality's own OpenID provider responds and its issuer matches; it does not reveal whether it accepts the "
                        + "client's secret."),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return StepOutcome.Failed("ProviderUnreachable", $"{tokenEndpoint} does not respond, so nobody can sign in; check the provider "
                + "and the network.");
        }
    }

    private static async Task<string?> ErrorAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return Text(document.RootElement, "error") ?? (answer.StatusCode == HttpStatusCode.Unauthorized ? "invalid_client" : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // RFC 6749 §5.2: 401 is for a client that did not authenticate.
            return answer.StatusCode == HttpStatusCode.Unauthorized ? "invalid_client" : null;
        }
    }

    private static (Uri?, StepOutcome?) Failed(string reason, string message) => (null, StepOutcome.Failed(reason, message));

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
