using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using IdBellen.GraphQL.Documents;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Operations;

/// <summary>Runs a request, independent of the transport: document, limits, admission, execution.</summary>
internal sealed class OperationRunner(
    IDocumentExecuter executer, ISchema schema, DocumentStore documents, DirectOperations direct, OperationRules rules,
    IOptions<TransportOptions> options)
{
    public async Task<RunningOperation> RunAsync(GraphQLRequest request, OperationContext context)
    {
        var (found, refusal) = documents.Find(request);
        if (found is not { Document: var document }) return RunningOperation.Refused(refusal!);
        if (document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault() is not { } operation)
            return RunningOperation.Refused(new OperationRefusedError(ErrorCodes.BadRequest, "The document contains no operation."));
        if (context.IsQueriesOnly && operation.Operation != OperationType.Query)
            return RunningOperation.Refused(new OperationRefusedError(ErrorCodes.MethodNotAllowed,
                "Only queries may be sent with GET; use POST.", StatusCodes.Status405MethodNotAllowed));
        if (operation.Operation == OperationType.Subscription && !context.CanStream)
            return RunningOperation.Refused(new OperationRefusedError(ErrorCodes.NotAcceptable,
                "A subscription needs Accept: text/event-stream, or a WebSocket.", StatusCodes.Status406NotAcceptable));
        var (notNow, lease) = context.Client.Admit(operation.Operation, context.Services);
        if (notNow is not null) return RunningOperation.Refused(notNow);
        try
        {
            if (!direct.TryRun(found, request, context, out var running))
                running = ExecuteAsync(request, found, operation.Operation, context);
            return new RunningOperation(await running, lease);
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    private Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request, FoundDocument found, OperationType operation, OperationContext context) =>
        executer.ExecuteAsync(execution =>
        {
            execution.Schema = schema;
            execution.Query = found.Text;
            execution.Document = found.Document;
            execution.OperationName = request.OperationName;
            execution.Variables = request.Variables;
            execution.Extensions = request.Extensions;
            execution.RequestServices = context.Services;
            execution.CancellationToken = context.CancellationToken;
            execution.ValidationRules = found.IsShipped ? OperationRules.None : rules.All;
            // A subscription has no time limit; its fields wait only for the database, which has its own timeout.
            if (operation != OperationType.Subscription) execution.Timeout = options.Value.Timeout;
            execution.TimeoutAction = TimeoutAction.ReturnTimeoutError;
        });
}
