using System.Text.Json.Serialization;

namespace IdBellen.Api.Irma;

/// <summary>The extended session request of the IRMA server's requestor API (irmago v1.3.0 <c>irma.ServiceProviderRequest</c>).</summary>
public sealed record SessionRequest
{
    /// <summary>Seconds that a result JWT is valid.</summary>
    [JsonPropertyName("validity")]
    public int Validity { get; init; } = 120;

    /// <summary>Seconds that the app has to connect.</summary>
    [JsonPropertyName("timeout")]
    public int Timeout { get; init; } = 600;

    [JsonPropertyName("callbackUrl")]
    public string? CallbackUrl { get; init; }

    [JsonPropertyName("request")]
    public required DisclosureRequest Request { get; init; }
}

/// <summary>Which attributes are asked, and where the app goes afterwards.</summary>
public sealed record DisclosureRequest
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://irma.app/ld/request/disclosure/v2";

    [JsonPropertyName("disclose")]
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Disclose { get; init; }

    /// <summary>How the app names a disjunction, by its index; those that are missing are named by the scheme.</summary>
    [JsonPropertyName("labels")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IrmaLabel>? Labels { get; init; }

    /// <summary>A <c>tel:</c> address here makes the app phone, in a QR session too (Yivi app 8.1.2 and later).</summary>
    [JsonPropertyName("clientReturnUrl")]
    public string? ClientReturnUrl { get; init; }

    /// <summary>The host in the session pointer, which the app shows.</summary>
    [JsonPropertyName("host")]
    public string? Host { get; init; }
}

/// <summary>A text in the languages of the app.</summary>
public sealed record IrmaLabel([property: JsonPropertyName("nl")] string Nl, [property: JsonPropertyName("en")] string En);

/// <summary>What the server answers to a session request.</summary>
public sealed record SessionStarted
{
    [JsonPropertyName("sessionPtr")]
    public required SessionPointer SessionPointer { get; init; }

    /// <summary>The requestor token: the only key to the result. Never leaves us.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    [JsonPropertyName("frontendRequest")]
    public FrontendRequest? FrontendRequest { get; init; }
}

/// <summary>The key to the frontend protocol (irmago <c>irma.FrontendSessionRequest</c>).</summary>
public sealed record FrontendRequest
{
    [JsonPropertyName("authorization")]
    public string? Authorization { get; init; }
}

/// <summary>What the Yivi app must receive, as a QR code or a link; as the IRMA server made it (irmago <c>Qr</c>).</summary>
public sealed record SessionPointer
{
    /// <summary>The address that the app must call.</summary>
    [JsonPropertyName("u")]
    public required string U { get; init; }

    /// <summary>The kind of session: <c>disclosing</c>.</summary>
    [JsonPropertyName("irmaqr")]
    public required string Irmaqr { get; init; }
}

/// <summary>The body of an error answer.</summary>
public sealed record IrmaError
{
    [JsonPropertyName("error")]
    public string? Error { get; init; }
}

/// <summary>The claims of a result JWT that matter here (irmago <c>server.SessionResult</c>).</summary>
public sealed record SessionResult
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("proofStatus")]
    public string? ProofStatus { get; init; }

    /// <summary>The i-th list answers the i-th disjunction; lists and members can be null in a failed session.</summary>
    [JsonPropertyName("disclosed")]
    public IReadOnlyList<IReadOnlyList<DisclosedAttribute?>?>? Disclosed { get; init; }
}

/// <summary>One attribute of a result (irmago <c>irma.DisclosedAttribute</c>).</summary>
public sealed record DisclosedAttribute
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("rawvalue")]
    public string? RawValue { get; init; }

    /// <summary>By language; the empty key holds the raw value.</summary>
    [JsonPropertyName("value")]
    public IReadOnlyDictionary<string, string>? Value { get; init; }

    /// <summary><c>PRESENT</c>, <c>EXTRA</c> or <c>NULL</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Unix seconds, rounded down to a week.</summary>
    [JsonPropertyName("issuancetime")]
    public long? IssuanceTime { get; init; }
}
