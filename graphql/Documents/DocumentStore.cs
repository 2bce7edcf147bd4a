using System.Security.Cryptography;
using System.Text;
using GraphQLParser.AST;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Documents;

/// <summary>The texts of all documents that ship with our own clients.</summary>
public sealed record ShippedDocuments(IReadOnlyCollection<string> Texts);

/// <summary>
/// Finds the document of a request: by its identifier <c>sha256:…</c> (persisted documents of the GraphQL-over-HTTP draft, appendix A), or
/// by its text, which must have a known identifier unless arbitrary documents are accepted.
/// </summary>
internal sealed class DocumentStore(ShippedDocuments shipped, IOptions<TransportOptions> options)
{
    private static readonly OperationRefusedError Unknown = new(
        ErrorCodes.DocumentUnknown, "Only the documents that ship with IdBellen's clients are accepted. Send one of them unchanged, or "
            + "its identifier.");

    private readonly Dictionary<string, FoundDocument> known = shipped.Texts.Distinct(StringComparer.Ordinal)
        .ToDictionary(IdentifierOf, text => DocumentReader.Read(text, options.Value) is { Document: { } document, Refusal: null }
            ? new FoundDocument(document, text, IsShipped: true)
            : throw new InvalidOperationException("A shipped document is not well-formed or exceeds the limits."),
            StringComparer.Ordinal);

    /// <summary>The documents that ship with our clients.</summary>
    public IEnumerable<GraphQLDocument> Shipped => known.Values.Select(one => one.Document);

    /// <summary><c>sha256:</c> and the SHA-256 of the text in UTF-8, in lower-case hexadecimal.</summary>
    public static string IdentifierOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <returns>The document, or the refusal.</returns>
    public (FoundDocument? Document, OperationRefusedError? Refusal) Find(GraphQLRequest request)
    {
        if (request.Query is not { } text)
            return known.TryGetValue(request.DocumentId!, out var named) ? (named, null) : (null, Unknown);
        var identifier = IdentifierOf(text);
        if (request.DocumentId is { } given && given != identifier)
            return (null, new OperationRefusedError(ErrorCodes.BadRequest,
                "\"documentId\" must be the identifier of \"query\"; leave one of them out."));
        if (known.TryGetValue(identifier, out var same)) return (same, null);
        if (options.Value.Documents != DocumentPolicy.Any) return (null, Unknown);
        var (document, refusal) = DocumentReader.Read(text, options.Value);
        return (document is null ? null : new FoundDocument(document, text, IsShipped: false), refusal);
    }
}

/// <summary>A document that was read.</summary>
/// <param name="IsShipped">Whether it has been validated before the server listened.</param>
internal sealed record FoundDocument(GraphQLDocument Document, string Text, bool IsShipped);
