using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser;
using GraphQLParser.AST;
using IdBellen.Api.Web.GraphQL;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.Demo.Telephone;
using IdBellen.GraphQL.Documents;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Unit.Api.Web.GraphQL;

/// <summary>The documents that production accepts are those of our own clients and of the exchange's contract.</summary>
public sealed partial class ShippedDocumentTests
{
    [Fact]
    public void Unless_it_is_set_otherwise_only_shipped_documents_are_accepted() =>
        new TransportOptions().Documents.Should().Be(DocumentPolicy.Shipped);

    [Fact]
    public void The_documents_of_the_agents_page_and_of_the_widget_are_there()
    {
        ShippedDocumentFiles.OfClients().Should().Contain(text => text.Contains("query Viewer", StringComparison.Ordinal))
            .And.Contain(text => text.Contains("subscription LiveCalls", StringComparison.Ordinal))
            .And.Contain(text => text.Contains("mutation StartSession", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_documents_of_the_exchange_are_those_of_its_documentation_with_their_identifiers()
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs", "exchange.md"));

        var shipped = ShippedDocumentFiles.OfExchanges().Values;
        GraphQLBlock().Matches(page).Select(block => block.Groups["text"].Value).Should().BeEquivalentTo(shipped);
        Identifier().Matches(page).Select(id => id.Value).Should().BeEquivalentTo(shipped.Select(DocumentStore.IdentifierOf));
    }

    [Fact]
    public void The_stand_ins_telephone_sends_documents_of_the_exchange() =>
        ShippedDocumentFiles.OfExchanges().Values.Should()
            .Contain([ExchangeDocuments.MatchCode, ExchangeDocuments.ReportCall, ExchangeDocuments.Assignments]);

    [Fact]
    public void Every_shipped_document_is_within_the_limits_without_its_shape_being_known()
    {
        var shipped = ShippedDocumentFiles.Read();

        // Reads each, and throws when one is refused.
        var store = new DocumentStore(shipped, Options.Create(new TransportOptions()));

        shipped.Texts.Should().HaveCountGreaterThan(10).And.OnlyContain(text =>
            store.Find(new(text, null, null, Inputs.Empty, Inputs.Empty)).Document != null);
    }

    [Fact]
    public async Task Every_shipped_document_is_valid_for_the_schema_and_costs_less_than_the_limit()
    {
        await using var services = new ServiceCollection().AddLogging().AddGraphQLSchema().BuildServiceProvider();
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        var limits = new TransportOptions();
        List<double> costs = [], depths = [];
        foreach (var text in ShippedDocumentFiles.Read().Texts)
        {
            var document = Parser.Parse(text);
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Variables = Inputs.Empty,
                Metrics = Metrics.None,
                Operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
                Rules =
                [
                    .. DocumentValidator.CoreRules,
                    new ComplexityValidationRule(new()
                    {
                        DefaultListImpactMultiplier = MeasuredLimits.ItemsOfList,
                        ValidateComplexityDelegate = measured =>
                        {
                            depths.Add(measured.MaxDepth);
                            costs.Add(measured.TotalImpact);
                            return Task.CompletedTask;
                        },
                    }),
                ],
            });

            // The variables are not given here.
            result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message).Should().BeEmpty(text);
        }
        // A page that asks for one thing more shall not stop working.
        costs.Max().Should().BeLessThan(limits.MaxCost / 2.0);
        depths.Max().Should().BeLessThan(limits.MaxDepth);
        TestContext.Current.TestOutputHelper?.WriteLine($"cost up to {costs.Max()}, depth up to {depths.Max()}");
    }

    [GeneratedRegex("```graphql\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GraphQLBlock();

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Identifier();
}
