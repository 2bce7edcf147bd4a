using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GraphQL;

namespace IdBellen.GraphQL.Requests;

/// <summary>The request parameters of the GraphQL-over-HTTP specification and of a <c>subscribe</c> message.</summary>
/// <param name="Query">The document's text; null when only its identifier was sent.</param>
/// <param name="DocumentId">The document's identifier; null when only its text was sent.</param>
public sealed record GraphQLRequest(string? Query, string? DocumentId, string? OperationName, Inputs Variables, Inputs Extensions)
{
    /// <summary>Reads a JSON object; false with a sentence when it isn't a well-formed request.</summary>
    public static bool TryRead(
        JsonElement body, IGraphQLTextSerializer serializer, [NotNullWhen(true)] out GraphQLRequest? request,
        [NotNullWhen(false)] out string? problem)
    {
        request = null;
        problem = null;
        if (body.ValueKind != JsonValueKind.Object) problem = "The request must be a JSON object.";
        else if (!WellFormedText.Is(body)) problem = "A text may not hold U+0000 or half a surrogate pair.";
        else if (!IsAbsentOr(body, "query", JsonValueKind.String)) problem = "\"query\" must be a string.";
        else if (!IsAbsentOr(body, "documentId", JsonValueKind.String)) problem = "\"documentId\" must be a string.";
        else if ((Text(body, "query") ?? Text(body, "documentId")) is null)
            problem = "Give the document in \"query\", or its identifier in \"documentId\".";
        else if (!IsAbsentOr(body, "operationName", JsonValueKind.String)) problem = "\"operationName\" must be a string.";
        else if (!IsAbsentOr(body, "variables", JsonValueKind.Object)) problem = "\"variables\" must be an object.";
        else if (!IsAbsentOr(body, "extensions", JsonValueKind.Object)) problem = "\"extensions\" must be an object.";
        else request = new(Text(body, "query"), Text(body, "documentId"), Text(body, "operationName"), Map(body, "variables", serializer),
            Map(body, "extensions", serializer));
        return problem is null && request is not null;
    }

    private static bool IsAbsentOr(JsonElement body, string name, JsonValueKind kind) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null || value.ValueKind == kind;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Inputs Map(JsonElement body, string name, IGraphQLTextSerializer serializer) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? serializer.ReadNode<Inputs>(value) ?? Inputs.Empty
            : Inputs.Empty;
}
