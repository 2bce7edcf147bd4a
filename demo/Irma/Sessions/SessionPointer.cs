using System.Text.Json.Serialization;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The content of the QR code (irmago <c>Qr</c>).</summary>
internal sealed record SessionPointer(
    [property: JsonPropertyName("u")] string Url,
    [property: JsonPropertyName("irmaqr")] string Kind = "disclosing");
