using System.Globalization;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Documents;

/// <summary>Parses a document, and refuses one that exceeds the limits before spending time on it.</summary>
internal static class DocumentReader
{
    // Nodes within nodes; a level of fields takes two.
    private const int MaxNesting = 64;

    public static (GraphQLDocument? Document, OperationRefusedError? Refusal) Read(string text, TransportOptions limits)
    {
        try
        {
            if (HasMoreTokens(text, limits.MaxTokens)) return (null, TooMany(ErrorCodes.DocumentTooLong, "tokens", limits.MaxTokens));
            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = MaxNesting });
            return DocumentShape.Check(document, limits) is { } refusal ? (null, refusal) : (document, null);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return (null, TooMany(ErrorCodes.DocumentTooDeep, "nested nodes", MaxNesting));
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            var refusal = new OperationRefusedError(ErrorCodes.BadRequest, "The document is not well-formed GraphQL.");
            refusal.AddLocation(fault.Location);
            return (null, refusal);
        }
    }

    internal static OperationRefusedError TooMany(string code, string what, int limit) =>
        new(code, $"A document has {limit.ToString(CultureInfo.InvariantCulture)} {what} at most.");

    private static bool HasMoreTokens(ROM text, int limit)
    {
        var position = 0;
        for (var count = 0; count <= limit; count++)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF) return false;
            position = token.End;
        }
        return true;
    }
}
