using IdBellen.Operator.Municipalities.Conditions;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// One step of provisioning: observe, compare, act. Idempotent, independent of the status, and without writes when nothing has changed.
/// </summary>
internal interface IStep
{
    /// <summary>The type of the condition that reports the step's outcome.</summary>
    string Condition { get; }

    Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken);
}
