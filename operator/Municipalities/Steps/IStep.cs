namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// One part of what a municipality needs: observes, compares, acts. It may be repeated at any time, trusts no status, and writes nothing
/// when nothing has changed.
/// </summary>
public interface IStep
{
    /// <summary>The type of the condition that tells how the step went.</summary>
    string Condition { get; }

    Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken);
}
