using GraphQLParser.AST;
using GraphQLParser.Visitors;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Documents;

/// <summary>Counts what can be counted without the schema: operations, root fields, aliases, directives.</summary>
internal sealed class DocumentShape : ASTVisitor<DocumentShape.Count>
{
    private static readonly DocumentShape Visitor = new();

    public static OperationRefusedError? Check(GraphQLDocument document, TransportOptions limits)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations.Count > 1) return DocumentReader.TooMany(ErrorCodes.TooManyOperations, "operations", 1);
        var count = new Count();
        // Nothing in it waits.
        Visitor.VisitAsync(document, count).AsTask().GetAwaiter().GetResult();
        if (count.HasBadText) return new(ErrorCodes.BadRequest, "A text may not hold U+0000 or half a surrogate pair.");
        if (count.Aliases > limits.MaxAliases) return DocumentReader.TooMany(ErrorCodes.TooManyAliases, "aliases", limits.MaxAliases);
        if (count.Directives > limits.MaxDirectives)
            return DocumentReader.TooMany(ErrorCodes.TooManyDirectives, "directives", limits.MaxDirectives);
        return operations.Any(operation => RootFields(operation.SelectionSet, document, []) > limits.MaxRootFields)
            ? DocumentReader.TooMany(ErrorCodes.TooManyRootFields, "root fields", limits.MaxRootFields)
            : null;
    }

    protected override ValueTask VisitAliasAsync(GraphQLAlias alias, Count context)
    {
        context.Aliases++;
        return base.VisitAliasAsync(alias, context);
    }

    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Count context)
    {
        context.Directives++;
        return base.VisitDirectiveAsync(directive, context);
    }

    protected override ValueTask VisitStringValueAsync(GraphQLStringValue stringValue, Count context)
    {
        context.HasBadText |= !WellFormedText.Is(stringValue.Value.ToString());
        return base.VisitStringValueAsync(stringValue, context);
    }

    // A fragment counts once: its fields merge.
    private static int RootFields(
        GraphQLSelectionSet set, GraphQLDocument document, HashSet<string> seen) => set.Selections.Sum(selection => selection switch
    {
        GraphQLField => 1,
        GraphQLInlineFragment inline => RootFields(inline.SelectionSet, document, seen),
        GraphQLFragmentSpread spread when seen.Add(spread.FragmentName.Name.StringValue)
            && document.Definitions.OfType<GraphQLFragmentDefinition>()
                .FirstOrDefault(fragment => fragment.FragmentName.Name == spread.FragmentName.Name) is { } fragment
            => RootFields(fragment.SelectionSet, document, seen),
        _ => 0,
    });

    internal sealed class Count : IASTVisitorContext
    {
        public int Aliases { get; set; }

        public int Directives { get; set; }

        public bool HasBadText { get; set; }

        public CancellationToken CancellationToken => CancellationToken.None;
    }
}
