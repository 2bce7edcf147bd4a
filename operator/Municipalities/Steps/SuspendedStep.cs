using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>Shows whether the api refuses new sessions because the platform admin said so.</summary>
internal sealed class SuspendedStep : IStep
{
    public string Condition => ConditionTypes.Suspended;

    public Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(
        context.Municipality.Spec.Suspended == true
            ? StepOutcome.Extraordinary(true, "SuspendedBySpec", "New sessions and codes are refused; ongoing calls continue. Set "
                + "spec.suspended to false to resume.")
            : StepOutcome.Extraordinary(false, "NotSuspended", "Sessions can start."));
}
