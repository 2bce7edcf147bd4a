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

    private readonly Dictionary<string, (GraphQLDocument Document, string Text)> known = shipped.Texts.Distinct(StringComparer.Ordinal)
        .ToDictionary(IdentifierOf, text => (DocumentReader.Read(text, options.Value) is { Document: { } document, Refusal: null }
            ? document
            : throw new InvalidOperationException("A shipped document is not well-formed or exceeds the limits."), text),
            StringComparer.Ordinal);

    /// <summary><c>sha256:</c> and the SHA-256 of the text in UTF-8, in lower-case hexadecimal.</summary>
    public static string IdentifierOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    public (GraphQLDocument? Document, string? Text, OperationRefusedError? Refusal) Find(GraphQLRequest request)
    {
        if (request.Query is not { } text)
            return known.TryGetValue(request.DocumentId!, out var named) ? (named.Document, named.Text, null) : (null, null, Unknown);
        var identifier = IdentifierOf(text);
        if (request.DocumentId is { } given && given != identifier)
            return (null, null, new OperationRefusedError(ErrorCodes.BadRequest,
                "\"documentId\" must be the identifier of \"query\"; leave one of them out."));
        if (known.TryGetValue(identifier, out var same)) return (same.Document, same.Text, null);
        if (options.Value.Documents != DocumentPolicy.Any) return (null, null, Unknown);
        var (document, refusal) = DocumentReader.Read(text, options.Value);
        return (document, text, refusal);
    }
}
