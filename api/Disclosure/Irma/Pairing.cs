using System.Text.Json.Serialization;

namespace IdBellen.Api.Irma;

/// <summary>
/// What our backend keeps of a session that must be paired: whoever has the authorization could complete the pairing, so no browser gets it.
/// </summary>
/// <param name="ClientToken">The end of the session pointer's address.</param>
/// <param name="Authorization">The frontend authorization.</param>
/// <param name="Code">The four digits that the app shows.</param>
public sealed record Pairing(string ClientToken, string Authorization, string Code);

/// <summary>The body of <c>POST frontend/options</c> (irmago <c>irma.FrontendOptionsRequest</c>).</summary>
public sealed record PairingRequest
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://irma.app/ld/request/frontendoptions/v1";

    [JsonPropertyName("pairingMethod")]
    public string PairingMethod { get; } = "pin";
}

/// <summary>Its answer (irmago <c>irma.SessionOptions</c>).</summary>
public sealed record PairingOptions
{
    [JsonPropertyName("pairingMethod")]
    public string? PairingMethod { get; init; }

    [JsonPropertyName("pairingCode")]
    public string? PairingCode { get; init; }
}
