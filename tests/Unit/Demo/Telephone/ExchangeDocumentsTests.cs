using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using IdBellen.Demo.Telephone;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Demo.Telephone;

public sealed class ExchangeDocumentsTests
{
    [Theory]
    [InlineData(ExchangeDocuments.MatchCode)]
    [InlineData(ExchangeDocuments.ReportCall)]
    [InlineData(ExchangeDocuments.Assignments)]
    public async Task Every_document_is_valid_for_the_published_schema(string document)
    {
        using var schema = PublishedSchema();
        var parsed = Parser.Parse(document);

        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = parsed,
            Operation = parsed.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Variables = new Inputs(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = "0123456789",
                ["callReference"] = "a",
                ["attempt"] = 1,
                ["state"] = "QUEUED",
                ["callerNumber"] = null,
            }),
        });

        result.Errors.Should().BeEmpty();
    }

    [Fact]
    public void The_enums_are_those_of_the_published_schema()
    {
        using var schema = PublishedSchema();
        schema.Initialize();

        Names<MatchOutcome>().Should().BeEquivalentTo(NamesOf(schema, "MatchOutcome"));
        Names<NextStep>().Should().BeEquivalentTo(NamesOf(schema, "NextStep"));
        Names<ReportedCallState>().Should().BeEquivalentTo(NamesOf(schema, "ReportedCallState"));
    }

    private static Schema PublishedSchema() => Schema.For(File.ReadAllText(Repository.File("api", "schema.graphql")), static builder =>
    {
        // GraphQL.NET wants to know where the events of a subscription come from, also when nobody will subscribe.
        foreach (var field in (string[])["assignments", "liveCalls", "sessionStatus"])
        {
            builder.Types.For("Subscription").FieldFor(field).StreamResolver = new SourceStreamResolver<object>(static _ => null!);
        }
    });

    private static IEnumerable<string> NamesOf(Schema schema, string type) =>
        ((EnumerationGraphType)schema.AllTypes[type]!).Values.Select(static value => value.Name);

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(static value => System.Text.Json.JsonSerializer.Serialize(value, GraphQLRequest.Json).Trim('"'));
}
