using GraphQL;
using IdBellen.Api.Platform.Faults;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.GraphQL.Operations;

namespace IdBellen.Api.Web.GraphQL.Direct;

/// <summary>A document of telephone exchanges (docs/exchange.md), answered without the executer.</summary>
/// <param name="name">The name of the document's file.</param>
/// <param name="bind">Reads the variables, and returns what answers.</param>
internal sealed class ExchangeOperation(string name, Func<UsualVariables, DirectAnswer> bind)
    : DirectOperation(ShippedDocumentFiles.OfExchanges()[name])
{
    public override DirectAnswer? Bind(Inputs variables)
    {
        var usual = new UsualVariables(variables);
        var answer = bind(usual);
        return usual.AreAll ? answer : null;
    }

    public override void Tell(IServiceProvider services, Exception fault) =>
        services.GetRequiredService<FaultLog>().Tell($"Field {char.ToLowerInvariant(name[0])}{name[1..]}", fault);
}
