using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdBellen.Demo.Irma.Requests;

/// <summary>
/// The request to the app: all of (one of (all of these attributes)). An empty innermost list makes its disjunction optional.
/// </summary>
public sealed record DisclosureRequest
{
    public const string ContextV2 = "https://irma.app/ld/request/disclosure/v2";

    [JsonPropertyName("@context")]
    public string Context { get; init; } = ContextV2;

    public IReadOnlyList<IReadOnlyList<IReadOnlyList<AttributeRequest>>> Disclose { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Labels { get; init; }

    public string? ClientReturnUrl { get; init; }

    public bool? AugmentReturnUrl { get; init; }

    /// <summary>The host (and port) that the app must call instead of the server's own.</summary>
    public string? Host { get; init; }

    public IReadOnlyList<string>? SkipExpiryCheck { get; init; }

    public JsonElement? Revocation { get; init; }

    /// <summary>Set when the app has connected.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>True as on any server that is not started with <c>--production</c>.</summary>
    public bool DevMode { get; init; } = true;

    [JsonIgnore]
    public IEnumerable<AttributeRequest> Attributes => Disclose.SelectMany(static or => or.SelectMany(static and => and));
}
