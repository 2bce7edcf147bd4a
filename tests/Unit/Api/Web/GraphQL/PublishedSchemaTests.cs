using AwesomeAssertions;
using IdBellen.Api.Web.GraphQL;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Api.Web.GraphQL;

public sealed class PublishedSchemaTests
{
    [Fact]
    public async Task The_schema_that_others_build_on_is_the_one_that_the_api_serves()
    {
        var published = await File.ReadAllTextAsync(Repository.File("api", "schema.graphql"));

        PublishedSchema.Print().Should().Be(published, "`make schema` writes it anew");
    }
}
