using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using IdBellen.Api.Web.GraphQL.Errors;
using IdBellen.Api.Web.GraphQL.Schema;

namespace IdBellen.Api.Web.GraphQL;

internal static class SchemaServiceCollectionExtensions
{
    /// <summary>Registers the schema alone, without the services that its fields need.</summary>
    public static IServiceCollection AddGraphQLSchema(this IServiceCollection services)
    {
        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        services.AddGraphQL(graphQL => graphQL
            .AddAutoSchema<Query>(schema => schema.WithMutation<Mutation>().WithSubscription<Subscription>())
            .AddSystemTextJson()
            .AddSchemaVisitor(new OneLineDescriptions())
            .AddErrorInfoProvider(new ErrorTexts())
            // One database context for a request: its fields are read one after another.
            .AddExecutionStrategy<SerialExecutionStrategy>(OperationType.Query)
            .AddUnhandledExceptionHandler(Tell));
        return services.AddSingleton<IGraphQLTextSerializer, ClearedSerializer>();
    }

    private static void Tell(UnhandledExceptionContext context) => FieldFaults.Tell(
        context.Context?.RequestServices, context.FieldContext?.FieldDefinition.Name ?? "", context.OriginalException);
}
