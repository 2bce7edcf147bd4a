using GraphQL;
using GraphQL.Types;

namespace IdBellen.Api.Web.GraphQL;

/// <summary>The schema as text. It must equal <c>api/schema.graphql</c>, which front ends and exchanges use.</summary>
internal static class PublishedSchema
{
    public static string Print()
    {
        using var services = new ServiceCollection().AddLogging().AddGraphQLSchema().BuildServiceProvider();
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        return schema.Print(new() { StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
