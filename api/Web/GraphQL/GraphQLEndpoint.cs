using IdBellen.Api.Web.Edge;
using IdBellen.GraphQL;

namespace IdBellen.Api.Web.GraphQL;

internal static class GraphQLEndpoint
{
    public static void MapGraphQLEndpoint(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGraphQLTransport(FaultAnswer.GraphQL, MunicipalCorsPolicyProvider.MayCall)
            .RequireCors(nameof(MunicipalCorsPolicyProvider));
}
