namespace IdBellen.Operator.Municipalities.Conditions;

/// <summary>The outcome of a step. Messages must be deterministic for a state, so that an unchanged status is not written again.</summary>
/// <param name="Status">The condition's status; null for Unknown.</param>
/// <param name="Reason">A CamelCase word that programs may test.</param>
/// <param name="Message">A message that a person can act on.</param>
/// <param name="Blocks">Whether the municipality is not ready and the following steps are skipped.</param>
internal sealed record StepOutcome(bool? Status, string Reason, string Message, bool Blocks)
{
    /// <summary>The reason of a process that takes too long.</summary>
    public const string Stalled = "Stalled";

    /// <summary>
    /// For whoever still looks at the resource as it was before its deletion, such as an operator that is losing its lease: nothing is made
    /// anew.
    /// </summary>
    public static StepOutcome BeingTornDown { get; } = Failed("BeingDeleted", "The municipality is being taken down.");

    public static StepOutcome Done(string reason, string message) => new(true, reason, message, Blocks: false);

    public static StepOutcome Failed(string reason, string message) => new(false, reason, message, Blocks: true);

    /// <summary>A problem that does not prevent the municipality from being ready.</summary>
    public static StepOutcome Degraded(string reason, string message) => new(false, reason, message, Blocks: false);

    /// <summary>An abnormal-true condition: true while something unusual is in progress.</summary>
    public static StepOutcome Extraordinary(bool goesOn, string reason, string message) => new(goesOn, reason, message, Blocks: false);
}
