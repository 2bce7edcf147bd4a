using GraphQL;
using IdBellen.Api.Web.GraphQL.Errors;
using IdBellen.GraphQL.Operations;

namespace IdBellen.Api.Web.GraphQL.Direct;

/// <summary>A document of telephone exchanges (docs/exchange.md), answered without the executer.</summary>
/// <param name="document">Its text.</param>
/// <param name="bind">Reads the variables, and returns what answers.</param>
internal sealed class ExchangeOperation(string document, Func<UsualVariables, DirectAnswer> bind) : DirectOperation(document)
{
    public override DirectAnswer? Bind(Inputs variables)
    {
        var usual = new UsualVariables(variables);
        var answer = bind(usual);
        return usual.AreAll ? answer : null;
    }

    public override void Tell(IServiceProvider services, string field, Exception fault) => FieldFaults.Tell(services, field, fault);
}
