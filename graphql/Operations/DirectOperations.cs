using System.Diagnostics.CodeAnalysis;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using IdBellen.GraphQL.Documents;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Operations;

/// <summary>The shipped documents that are answered without the executer.</summary>
internal sealed class DirectOperations
{
    private readonly Dictionary<GraphQLDocument, Known> known = [];
    private readonly TimeSpan timeout;

    /// <exception cref="InvalidOperationException">The document of an operation does not ship, or has several fields.</exception>
    public DirectOperations(IEnumerable<DirectOperation> operations, DocumentStore documents, IOptions<TransportOptions> options)
    {
        timeout = options.Value.Timeout;
        foreach (var operation in operations)
        {
            var document = documents.Shipped.SingleOrDefault(one => one.Source == operation.Document)
                ?? throw new InvalidOperationException("The document of a direct operation does not ship.");
            if (document.Definitions is not [GraphQLOperationDefinition { Operation: not OperationType.Subscription } definition]
                || definition.SelectionSet.Selections is not [GraphQLField field])
                throw new InvalidOperationException("A direct operation is one query or mutation with one root field.");
            known.Add(document, new Known(
                operation, definition.Name?.StringValue, (field.Alias?.Name ?? field.Name).StringValue,
                Location.FromLinearPosition(document.Source, field.Location.Start)));
        }
    }

    /// <returns>False: the executer must run it.</returns>
    public bool TryRun(
        FoundDocument found, GraphQLRequest request, OperationContext context, [NotNullWhen(true)] out Task<ExecutionResult>? running)
    {
        running = found.IsShipped && known.TryGetValue(found.Document, out var one)
            && (request.OperationName is null || request.OperationName == one.Name)
            && one.Operation.Bind(request.Variables) is { } answer
                ? RunAsync(one, answer, context) : null;
        return running is not null;
    }

    private async Task<ExecutionResult> RunAsync(Known one, DirectAnswer answer, OperationContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        end.CancelAfter(timeout);
        try
        {
            var value = await answer(context.Services, end.Token);
            var data = new Dictionary<string, object?>(StringComparer.Ordinal) { [one.Field] = value };
            return new ExecutionResult { Executed = true, Data = data };
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            return new ExecutionResult { Errors = [new TimeoutError()] };
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ExecutionError refusal)
        {
            return Failed(one, refusal);
        }
        catch (Exception fault)
        {
            one.Operation.Tell(context.Services, one.Field, fault);
            return Failed(one, new UnhandledError($"Error trying to resolve field '{one.Field}'.", fault));
        }
    }

    private static ExecutionResult Failed(Known one, ExecutionError error)
    {
        error.Path = [one.Field];
        error.AddLocation(one.Place);
        return new ExecutionResult { Executed = true, Data = null, Errors = [error] };
    }

    /// <param name="Name">The operation's name; null without one.</param>
    /// <param name="Field">The name of the root field in the answer.</param>
    /// <param name="Place">Where the field stands in the document.</param>
    private sealed record Known(DirectOperation Operation, string? Name, string Field, Location Place);
}
