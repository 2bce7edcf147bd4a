using System.Text.Json;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The protocol versions that an app offers in its headers, each a JSON string such as <c>"2.8"</c>.</summary>
internal sealed record ProtocolRange(Version Min, Version Max)
{
    public const string Malformed = "X-IRMA-MinProtocolVersion and X-IRMA-MaxProtocolVersion must hold a version as a JSON string";

    private static readonly Version Spoken = new(2, 8);

    /// <summary>irmago 1.3.0 supports only 2.8, unless it is configured to accept insecure versions.</summary>
    public bool Includes28 => Min <= Spoken && Max >= Spoken;

    /// <returns>Null when a header is absent or not a version in quotes.</returns>
    public static ProtocolRange? Parse(string? min, string? max) =>
        Quoted(min) is { } low && Quoted(max) is { } high ? new ProtocolRange(low, high) : null;

    private static Version? Quoted(string? header)
    {
        try
        {
            return Version.TryParse(JsonSerializer.Deserialize<string>(header ?? ""), out var version) ? version : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
