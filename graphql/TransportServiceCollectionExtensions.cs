using IdBellen.Api.GraphQL.Transport.Documents;
using IdBellen.Api.GraphQL.Transport.Http;
using IdBellen.Api.GraphQL.Transport.Operations;
using IdBellen.Api.GraphQL.Transport.WebSockets;

namespace IdBellen.Api.GraphQL.Transport;

public static class TransportRegistration
{
    /// <summary>
    /// The transport for the one schema that is registered. It needs to be told besides: <see cref="ShippedDocuments"/>, who may do what now
    /// (<see cref="IOperationAdmission"/>) and who is at the end of a WebSocket (<see cref="ISocketCallers"/>).
    /// </summary>
    public static IServiceCollection AddGraphQLTransport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TransportOptions>().Bind(configuration.GetSection(TransportOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<DocumentStore>().AddSingleton<OperationRunner>().AddSingleton<RequestReader>().AddSingleton<HttpEndpoint>().AddSingleton<SocketEndpoint>();
    }

    /// <param name="endpoints">Where to.</param>
    /// <param name="path">The one path for all ways.</param>
    /// <param name="mayCall">Whether the page that sends the request may call at all, by its origin.</param>
    public static IEndpointConventionBuilder MapGraphQLTransport(this IEndpointRouteBuilder endpoints, string path, Func<HttpContext, bool> mayCall) =>
        // CONNECT: how HTTP/2 upgrades to WebSocket (RFC 8441).
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect], (HttpContext context, HttpEndpoint http, SocketEndpoint sockets) =>
            !mayCall(context) ? HttpProblem.OriginNotAllowed.WriteAsync(context)
            : context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context)
            : http.HandleAsync(context));
}
