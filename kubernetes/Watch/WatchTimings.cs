using System.ComponentModel.DataAnnotations;

namespace IdBellen.Kubernetes.Watch;

/// <summary>The times of a watch.</summary>
public sealed record WatchTimings : IValidatableObject
{
    public const string Section = "Watch";

    /// <summary>The interval at which the resources are listed again, in case a watch missed a change.</summary>
    public TimeSpan RelistAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time-out of a watch, which the server enforces; in whole seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The maximum time without data before a watch is abandoned; longer than <see cref="Timeout"/>, at which a live one ends.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(4.5);

    /// <summary>The maximum back-off after a fault; it starts at a quarter of a second and doubles with each consecutive fault.</summary>
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
