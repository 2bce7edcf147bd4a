using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>The extended session request of the IRMA server's requestor API (irmago v1.3.0 <c>irma.ServiceProviderRequest</c>).</summary>
internal sealed record SessionRequest
{
    /// <summary>Validity of a result JWT in seconds.</summary>
    [JsonPropertyName("validity")]
    public int Validity { get; init; } = 120;

    /// <summary>Time for the app to connect, in seconds.</summary>
    [JsonPropertyName("timeout")]
    public int Timeout { get; init; } = 600;

    /// <summary>
    /// The URL to which the server posts the result; null: the result is polled. Omitted if null, which irmago treats the same way.
    /// </summary>
    [JsonPropertyName("callbackUrl")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallbackUrl { get; init; }

    [JsonPropertyName("request")]
    public required DisclosureRequest Request { get; init; }
}

/// <summary>The requested attributes, and where the app continues afterwards.</summary>
internal sealed record DisclosureRequest
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://irma.app/ld/request/disclosure/v2";

    [JsonPropertyName("disclose")]
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> Disclose { get; init; }

    /// <summary>The app's labels of disjunctions, by index. Disjunctions without a label get the scheme's names.</summary>
    [JsonPropertyName("labels")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IrmaLabel>? Labels { get; init; }

    /// <summary>
    /// The URL that the app opens afterwards. For a <c>tel:</c> URL it dials, in a QR session too (Yivi app 8.1.2 and later).
    /// </summary>
    [JsonPropertyName("clientReturnUrl")]
    public string? ClientReturnUrl { get; init; }

    /// <summary>The host in the session pointer, which the app displays.</summary>
    [JsonPropertyName("host")]
    public string? Host { get; init; }
}

/// <summary>A text in both languages.</summary>
internal sealed record IrmaLabel([property: JsonPropertyName("nl")] string Nl, [property: JsonPropertyName("en")] string En);

/// <summary>The response to a session request.</summary>
internal sealed record SessionStarted
{
    [JsonPropertyName("sessionPtr")]
    public required SessionPointer SessionPointer { get; init; }

    /// <summary>The requestor token, which gives access to the result. Must never leave the api.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    [JsonPropertyName("frontendRequest")]
    public FrontendRequest? FrontendRequest { get; init; }
}

/// <summary>The credentials for the frontend protocol (irmago <c>irma.FrontendSessionRequest</c>).</summary>
internal sealed record FrontendRequest
{
    [JsonPropertyName("authorization")]
    public string? Authorization { get; init; }
}

/// <summary>
/// The session pointer for the Yivi app, to show as a QR code or a link; unchanged from the IRMA server (irmago <c>Qr</c>).
/// </summary>
internal sealed record SessionPointer
{
    /// <summary>The URL that the app must call.</summary>
    [JsonPropertyName("u")]
    public required string U { get; init; }

    /// <summary>The kind of session: <c>disclosing</c>.</summary>
    [JsonPropertyName("irmaqr")]
    public required string Irmaqr { get; init; }
}

/// <summary>The body of an error response.</summary>
internal sealed record IrmaError
{
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }
}

/// <summary>The claims of a result JWT that matter here (irmago <c>server.SessionResult</c>).</summary>
internal sealed record SessionResult
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("proofStatus")]
    public string? ProofStatus { get; init; }

    /// <summary>
    /// One list of attributes for each disjunction, in the same order. Lists and members can be null in a failed session.
    /// </summary>
    [JsonPropertyName("disclosed")]
    public IReadOnlyList<IReadOnlyList<DisclosedAttribute?>?>? Disclosed { get; init; }
}

/// <summary>One attribute of a result (irmago <c>irma.DisclosedAttribute</c>).</summary>
internal sealed record DisclosedAttribute
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("rawvalue")]
    public string? RawValue { get; init; }

    /// <summary>The value by language; the empty key has the raw value.</summary>
    [JsonPropertyName("value")]
    public IReadOnlyDictionary<string, string>? Value { get; init; }

    /// <summary><c>PRESENT</c>, <c>EXTRA</c> or <c>NULL</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Unix seconds, rounded down to a week; null if the value is not a valid time.</summary>
    [JsonPropertyName("issuancetime")]
    [JsonConverter(typeof(IssuanceTime))]
    public long? IssuedAt { get; init; }
}
