using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using IdBellen.GraphQL.Requests;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Operations;

/// <summary>What a document must satisfy before it runs: the rules of GraphQL, and our limits.</summary>
internal sealed class OperationRules(IOptions<TransportOptions> options)
{
    /// <summary>For a document that has been validated before.</summary>
    public static readonly IValidationRule[] None = [];

    public IValidationRule[] All { get; } =
    [
        .. DocumentValidator.CoreRules,
        new ComplexityValidationRule(new ComplexityOptions
        {
            DefaultListImpactMultiplier = MeasuredLimits.ItemsOfList,
            ValidateComplexityDelegate = measured =>
            {
                measured.Error = MeasuredLimits.Check(measured.MaxDepth, measured.TotalImpact, options.Value);
                return Task.CompletedTask;
            },
        }),
    ];
}
