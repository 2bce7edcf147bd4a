using System.Text.Json.Serialization;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The pairing settings of the front end, for the app: whether to show a pairing code, and which one.</summary>
internal sealed record PairingOptions(string PairingMethod, string? PairingCode)
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://irma.app/ld/options/v1";

    public static PairingOptions Of(Session session) => new(session.PairingCode is null ? "none" : "pin", session.PairingCode);
}
