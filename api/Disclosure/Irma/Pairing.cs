using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// What the backend keeps of a session that requires pairing. Never sent to a browser: anyone with the authorization could complete the
/// pairing.
/// </summary>
/// <param name="ClientToken">The end of the session pointer's address.</param>
/// <param name="Authorization">The frontend authorization.</param>
/// <param name="Code">The four digits that the app shows.</param>
internal sealed record Pairing(string ClientToken, string Authorization, string Code);

/// <summary>The body of <c>POST frontend/options</c> (irmago <c>irma.FrontendOptionsRequest</c>).</summary>
internal sealed record PairingRequest
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://irma.app/ld/request/frontendoptions/v1";

    [JsonPropertyName("pairingMethod")]
    public string PairingMethod { get; } = "pin";
}

/// <summary>The response (irmago <c>irma.SessionOptions</c>).</summary>
internal sealed record PairingOptions
{
    [JsonPropertyName("pairingMethod")]
    public string? PairingMethod { get; init; }

    [JsonPropertyName("pairingCode")]
    public string? PairingCode { get; init; }
}
