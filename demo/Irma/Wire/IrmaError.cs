namespace IdBellen.Demo.Irma.Wire;

/// <summary>An error as an IRMA server answers it; the HTTP code is <paramref name="Status"/>.</summary>
internal sealed record IrmaError(int Status, string Error, string? Description, string? Message = null)
{
    public static IrmaError SessionUnknown { get; } = new(400, "SESSION_UNKNOWN", "Unknown or expired session");

    /// <summary>The app or the front end does not show the authorisation that belongs to the session.</summary>
    public static IrmaError SessionUnauthorized { get; } = new(403, "UNAUTHORIZED", "You are not authorized to access the session");

    public static IrmaError RequestorUnauthorized { get; } =
        new(403, "UNAUTHORIZED", "You are not authorized to issue or verify this attribute");

    public static IrmaError PairingRequired { get; } = new(403, "PAIRING_REQUIRED", "Pairing is required first");

    public static IrmaError ProtocolVersion { get; } = new(400, "PROTOCOL_VERSION", "Protocol version negotiation failed");

    public static IrmaError SseDisabled { get; } = new(500, "SSE_DISABLED", "Server sent events disabled");

    public static IrmaError Internal { get; } = new(500, "INTERNAL_ERROR", "Internal server error");

    public static IrmaError InvalidRequest(string message) => new(400, "INVALID_REQUEST", "Invalid HTTP request", message);

    public static IrmaError MalformedInput(string message) => new(400, "MALFORMED_INPUT", "Input could not be parsed", message);

    public static IrmaError UnexpectedRequest(string message) =>
        new(403, "UNEXPECTED_REQUEST", "Unexpected request in this state", message);

    public static IrmaError Unsupported(string? message = null) => new(501, "UNSUPPORTED", "Unsupported by this server", message);

    public static IrmaError Unexpected(string message) => new(500, "EXCEPTION", "Encountered unexpected problem", message);

    public static IrmaError NextSession(string message) => new(500, "NEXT_SESSION", "Error starting next session", message);

    public IResult ToResult() => Results.Json(this, IrmaJson.Options, IrmaJson.ContentType, Status);
}
