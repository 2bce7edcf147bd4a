using System.ComponentModel.DataAnnotations;

namespace IdBellen.Operator.Municipalities.Rotation;

/// <summary>How often database passwords are made new by themselves.</summary>
public sealed record RotationOptions : IValidatableObject
{
    public const string Section = "Rotation";

    /// <summary>A password that is older is rotated.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A rotation that takes longer is shown as stalled; it goes on all the same.</summary>
    public TimeSpan StalledAfter { get; init; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxAge < TimeSpan.FromHours(1))
            yield return new ValidationResult("Rotation__MaxAge must be an hour or more, such as 30.00:00:00.", [nameof(MaxAge)]);
    }
}
