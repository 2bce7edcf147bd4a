namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>How a step went. The message is the same for the same state, so that an unchanged status is not written again.</summary>
/// <param name="Status">The condition's status; null when it cannot be known.</param>
/// <param name="Reason">A CamelCase word that programs may test.</param>
/// <param name="Message">A sentence that a person can act on.</param>
/// <param name="Blocks">Whether the municipality can't be ready, and the steps after this one wait.</param>
public sealed record StepOutcome(bool? Status, string Reason, string Message, bool Blocks)
{
    /// <summary>The reason of something that goes on for too long.</summary>
    public const string Stalled = "Stalled";

    public static StepOutcome Done(string reason, string message) => new(true, reason, message, Blocks: false);

    public static StepOutcome Failed(string reason, string message) => new(false, reason, message, Blocks: true);

    /// <summary>Something is wrong that does not keep the municipality from being ready.</summary>
    public static StepOutcome Degraded(string reason, string message) => new(false, reason, message, Blocks: false);

    /// <summary>Something out of the ordinary goes on, or nothing does.</summary>
    public static StepOutcome Extraordinary(bool goesOn, string reason, string message) => new(goesOn, reason, message, Blocks: false);
}
