using System.Text.Json;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Scheme;

/// <summary>Reads the body of <c>POST /session</c>: plain, extended or the old form.</summary>
internal static class SessionRequestReader
{
    private const string NotUnmarshalled = "Failed to JSON unmarshal request bytes";

    /// <returns>The request, or the error to answer.</returns>
    public static (RequestorRequest? Request, IrmaError? Error) Read(ReadOnlyMemory<byte> body, SchemeCatalogue scheme)
    {
        RequestorRequest? request;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (KindOf(document.RootElement) is { } refused)
            {
                return (null, refused);
            }
            request = Parse(document.RootElement);
        }
        catch (JsonException problem)
        {
            return (null, IrmaError.InvalidRequest(problem.Message));
        }
        return request is null ? (null, IrmaError.InvalidRequest(NotUnmarshalled))
            : Validate(request.Request, scheme) is { } message ? (null, IrmaError.InvalidRequest(message))
            : (request, null);
    }

    private static RequestorRequest? Parse(JsonElement root) =>
        ContextOf(root) is not null ? Wrap(root.Deserialize<DisclosureRequest>(IrmaJson.Options))
        : ContextOf(Nested(root)) is not null ? root.Deserialize<RequestorRequest>(IrmaJson.Options)
        : LegacyRequest.Read(root);

    private static RequestorRequest? Wrap(DisclosureRequest? request) =>
        request is null ? null : new RequestorRequest { Request = request };

    // The real server also issues and signs, which requires cryptography that the stand-in lacks.
    private static IrmaError? KindOf(JsonElement root) => (ContextOf(root) ?? ContextOf(Nested(root))) switch
    {
        null or DisclosureRequest.ContextV2 => null,
        "https://irma.app/ld/request/issuance/v2" or "https://irma.app/ld/request/signature/v2" =>
            IrmaError.Unsupported("The stand-in server starts disclosure sessions only"),
        _ => IrmaError.InvalidRequest("Invalid session request type"),
    };

    private static string? Validate(DisclosureRequest request, SchemeCatalogue scheme) =>
        !request.Attributes.Any() ? "Disclosure request had no attributes"
        : scheme.UnknownIn(request.Attributes) is { Count: > 0 } unknown ? $"Unknown identifiers: {string.Join(", ", unknown)}"
        : null;

    private static string? ContextOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("@context", out var context)
            && context.ValueKind == JsonValueKind.String
            ? context.GetString()
            : null;

    private static JsonElement Nested(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("request", out var nested) ? nested : default;
}
