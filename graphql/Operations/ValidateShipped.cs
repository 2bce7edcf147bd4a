using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using IdBellen.GraphQL.Documents;

namespace IdBellen.GraphQL.Operations;

/// <summary>
/// Validates the shipped documents once, before the server listens. Requests need not do it again, and none of them waits for the schema.
/// </summary>
internal sealed class ValidateShipped(DocumentStore documents, ISchema schema, OperationRules rules) : IHostedService
{
    /// <exception cref="InvalidOperationException">A document does not fit the schema, or exceeds a limit.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        schema.Initialize();
        var validator = new DocumentValidator();
        foreach (var document in documents.Shipped)
        {
            var result = await validator.ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Operation = document.Definitions.OfType<GraphQLOperationDefinition>().First(),
                Rules = rules.All,
                Variables = Inputs.Empty,
                Metrics = Metrics.None,
                CancellationToken = cancellationToken,
            });
            // Values come with a request, and are checked there.
            if (result.Errors.FirstOrDefault(error => error is not InvalidVariableError) is { } error)
                throw new InvalidOperationException($"A shipped document is not valid: {error.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
