using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The specification is consistent, no other municipality has its hosts or its number, and what it refers to is there.</summary>
public sealed class SpecStep(DuplicateRules duplicates, ReferenceRules references) : IStep
{
    public string Condition => ConditionTypes.SpecValid;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        List<RuleViolation> violations = [.. SpecRules.Check(context.Municipality), .. duplicates.Check(context.Municipality)];
        violations.AddRange(await references.CheckAsync(context.Municipality, cancellationToken));
        return violations is [var first, ..]
            ? StepOutcome.Failed(first.Reason, string.Join(' ', violations))
            : StepOutcome.Done("SpecAccepted", "The specification is consistent and what it refers to is there.");
    }
}
