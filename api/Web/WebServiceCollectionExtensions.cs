using IdBellen.Api.Platform.Faults;
using IdBellen.Api.Web.Evaluation;
using IdBellen.Api.Web.GraphQL;
using IdBellen.Api.Web.GraphQL.Admission;
using IdBellen.Api.Web.GraphQL.Direct;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.Api.Web.Metrics;
using IdBellen.Api.Web.Pages;
using IdBellen.GraphQL;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.WebSockets;
using IdBellen.Tenancy.Evaluation;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace IdBellen.Api.Web;

/// <summary>The public surface: the schema and its transport, pages, files and metrics.</summary>
internal static class WebServiceCollectionExtensions
{
    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EvaluationOptions>().Bind(configuration.GetSection(EvaluationOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<FaultLog>().AddScoped<ReadEvaluation>().AddScoped<ViewEvaluation>()
            .AddGraphQLServer(configuration).AddPages(configuration).AddMetrics(configuration);
    }

    /// <summary>Registers the schema, its transport, and the identification of clients.</summary>
    private static IServiceCollection AddGraphQLServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGraphQLSchema().AddGraphQLTransport(configuration).AddExchangeOperations();
        services.AddOptions<AdmissionOptions>().Bind(configuration.GetSection(AdmissionOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(ShippedDocumentFiles.Read()).AddSingleton<ISocketClients, SocketClients>()
            .AddSingleton<IOperationAdmission, OperationAdmission>().AddSingleton<StreamCounts>().AddSingleton<HeldBytes>()
            .AddSingleton<CitizenThrottle>();
        return services.AddCors().AddSingleton<ICorsPolicyProvider, MunicipalCorsPolicyProvider>();
    }
}
