using System.ComponentModel.DataAnnotations;

namespace IdBellen.Operator.Municipalities.Rotation;

/// <summary>Automatic rotation of database passwords.</summary>
internal sealed record RotationOptions : IValidatableObject
{
    public const string Section = "Rotation";

    /// <summary>The maximum age of a password before it is rotated.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The time after which a rotation is reported as stalled; it continues nevertheless.</summary>
    public TimeSpan StalledAfter { get; init; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxAge < TimeSpan.FromHours(1))
            yield return new ValidationResult("Rotation__MaxAge must be an hour or more, such as 30.00:00:00.", [nameof(MaxAge)]);
    }
}
