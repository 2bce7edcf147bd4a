using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using IdBellen.Api.GraphQL.Admission;
using IdBellen.Api.GraphQL.Documents;
using IdBellen.Api.GraphQL.Schema;
using IdBellen.Api.GraphQL.Transport;
using IdBellen.Api.GraphQL.Transport.Operations;
using IdBellen.Api.GraphQL.Transport.WebSockets;
using Microsoft.AspNetCore.Cors.Infrastructure;

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
                context.Context?.RequestServices?.GetRequiredService<ILogger<OperationRunner>>()!,
                context.FieldContext?.FieldDefinition.Name ?? "", context.OriginalException.GetType().Name, context.OriginalException.StackTrace ?? "")));
        return services;
    }

    /// <summary>The schema with its transport, and what the transport must be told of callers.</summary>
    public static IServiceCollection AddGraphQLServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGraphQLSchema().AddGraphQLTransport(configuration);
        services.AddOptions<AdmissionOptions>().Bind(configuration.GetSection(AdmissionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(ShippedDocumentFiles.Read()).AddSingleton<ISocketCallers, SocketCallers>()
            .AddSingleton<IOperationAdmission, CallerAdmission>().AddSingleton<StreamCounts>().AddSingleton<AddressLimiter>();
        return services.AddCors().AddSingleton<ICorsPolicyProvider, MunicipalPages>();
    }

    public static void MapGraphQLEndpoint(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGraphQLTransport("/graphql", MunicipalPages.MayCall).RequireCors(nameof(MunicipalPages));

    // The type and the place are enough to find a fault; its text could hold what a citizen disclosed.
    [LoggerMessage(Level = LogLevel.Error, Message = "Field {Field} failed with {Fault} at {Place}")]
    private static partial void LogFault(ILogger logger, string field, string fault, string place);
}
