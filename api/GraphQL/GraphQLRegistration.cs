using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using IdBellen.Api.GraphQL.Schema;
using IdBellen.Api.GraphQL.Transport;

namespace IdBellen.Api.GraphQL;

public static partial class GraphQLRegistration
{
    public static IServiceCollection AddGraphQLSchema(this IServiceCollection services)
    {
        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        services.AddGraphQL(graphQL => graphQL
            .AddAutoSchema<Query>(schema => schema.WithMutation<Mutation>().WithSubscription<Subscription>())
            .AddSystemTextJson()
            .AddErrorInfoProvider(new ErrorTexts())
            // One database context for a request: its fields are read one after another.
            .AddExecutionStrategy<SerialExecutionStrategy>(OperationType.Query)
            .AddUnhandledExceptionHandler(context => LogFault(
                context.Context?.RequestServices?.GetRequiredService<ILogger<GraphQLEndpoint>>()!,
                context.FieldContext?.FieldDefinition.Name ?? "", context.OriginalException.GetType().Name, context.OriginalException.StackTrace ?? "")));
        services.AddSingleton<GraphQLEndpoint>();
        return services.AddCors().AddSingleton<Microsoft.AspNetCore.Cors.Infrastructure.ICorsPolicyProvider, MunicipalPages>();
    }

    public static void MapGraphQLEndpoint(this IEndpointRouteBuilder endpoints) => endpoints.MapMethods(
        "/graphql", [HttpMethods.Get, HttpMethods.Post],
        (HttpContext context, GraphQLEndpoint endpoint) => MunicipalPages.MayCall(context) ? endpoint.HandleAsync(context) : ForbidAsync(context))
        .RequireCors(nameof(MunicipalPages));

    private static Task ForbidAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // The type and the place are enough to find a fault; its text could hold what a citizen disclosed.
    [LoggerMessage(Level = LogLevel.Error, Message = "Field {Field} failed with {Fault} at {Place}")]
    private static partial void LogFault(ILogger logger, string field, string fault, string place);
}
