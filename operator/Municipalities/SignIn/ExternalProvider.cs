using System.Text.Json;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>The municipality's own OpenID provider, looked at through its discovery document (OpenID Connect Discovery 1.0 §4).</summary>
public sealed class ExternalProvider(OutboundHttp http)
{
    /// <summary>What is wrong with it: a reason and a sentence; null when nothing is.</summary>
    public async Task<(string Reason, string Message)?> ProblemAsync(string authority, CancellationToken cancellationToken)
    {
        var address = new Uri($"{authority.TrimEnd('/')}/.well-known/openid-configuration");
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                return ("DiscoveryFailed", $"{address} answers {(int)answer.StatusCode}; check spec.signIn.authority.");
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            var issuer = document.RootElement.TryGetProperty("issuer", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            // Discovery wants them equal; people leave out or add the last slash.
            return issuer?.TrimEnd('/') == authority.TrimEnd('/')
                ? null
                : ("IssuerMismatch", $"{address} names another issuer than {authority}; write spec.signIn.authority exactly as the provider names itself.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return ("ProviderUnreachable", $"{address} does not answer; check spec.signIn.authority and the network.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ("DiscoveryFailed", $"{address} is not a discovery document; check spec.signIn.authority.");
        }
    }
}
