using GraphQL;
using GraphQL.Types;

namespace IdBellen.Api.GraphQL;

/// <summary>The schema as text: what <c>api/schema.graphql</c> must say, and front ends and exchanges build on.</summary>
public static class PublishedSchema
{
    public static string Print()
    {
        using var services = new ServiceCollection().AddLogging().AddGraphQLSchema().BuildServiceProvider();
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        return schema.Print(new() { StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
