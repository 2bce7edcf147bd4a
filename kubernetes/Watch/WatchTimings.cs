using System.ComponentModel.DataAnnotations;

namespace IdBellen.Tenancy.Watch;

/// <summary>The times of a watch.</summary>
public sealed record WatchTimings : IValidatableObject
{
    public const string Section = "Watch";

    /// <summary>How long watches are resumed before a new list repairs whatever was missed.</summary>
    public TimeSpan RelistAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When the server is asked to end a watch; in whole seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>After how much silence a watch is taken for dead; longer than its time-out, at which a living one ends.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(4.5);

    /// <summary>The longest pause after a fault; the first is a quarter of a second, each next in a row twice as long.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1))
            yield return new ValidationResult("Watch__Timeout must be at least one second.", [nameof(Timeout)]);
        if (Silence <= Timeout)
            yield return new ValidationResult("Watch__Silence must be longer than Timeout.", [nameof(Silence)]);
        if (RelistAfter <= TimeSpan.Zero)
            yield return new ValidationResult("Watch__RelistAfter must be positive.", [nameof(RelistAfter)]);
        if (MaxBackOff <= TimeSpan.Zero)
            yield return new ValidationResult("Watch__MaxBackOff must be positive.", [nameof(MaxBackOff)]);
    }
}
