using IdBellen.GraphQL.Documents;
using IdBellen.GraphQL.Http;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using IdBellen.GraphQL.WebSockets;

namespace IdBellen.GraphQL;

public static class TransportServiceCollectionExtensions
{
    /// <summary>
    /// Registers the transport for the registered schema. Also requires <see cref="ShippedDocuments"/>, <see cref="IOperationAdmission"/>
    /// and <see cref="ISocketClients"/>.
    /// </summary>
    public static IServiceCollection AddGraphQLTransport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TransportOptions>().Bind(configuration.GetSection(TransportOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<DocumentStore>().AddSingleton<OperationRules>().AddSingleton<OperationRunner>()
            .AddSingleton<DirectOperations>()
            .AddSingleton<BodyReader>().AddSingleton<RequestReader>().AddSingleton<HttpEndpoint>().AddSingleton<SocketEndpoint>()
            .AddHostedService<ValidateShipped>();
    }

    /// <param name="path">The one path for all ways.</param>
    /// <param name="mayCall">Returns whether the origin of the request is allowed.</param>
    public static IEndpointConventionBuilder MapGraphQLTransport(
        this IEndpointRouteBuilder endpoints, string path, Func<HttpContext, bool> mayCall) =>
        // CONNECT: how HTTP/2 upgrades to WebSocket (RFC 8441).
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect], (HttpContext context, HttpEndpoint http,
            SocketEndpoint sockets) =>
            !mayCall(context) ? HttpProblem.OriginNotAllowed.WriteAsync(context)
            : context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context)
            : http.HandleAsync(context));
}
