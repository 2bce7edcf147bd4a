using System.ComponentModel.DataAnnotations;

namespace IdBellen.Operator.Runtime.Election;

/// <summary>The times of the lease that decides which replica works. The defaults are those of Kubernetes' own controllers.</summary>
public sealed record LeadershipOptions : IValidatableObject
{
    public const string Section = "Leadership";

    /// <summary>How long the others wait after a renewal that they saw before they take the lease; at least one second.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it gives up; less than the lease lasts.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause between two looks at the lease; at most half of the deadline.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LeaseDuration < TimeSpan.FromSeconds(1))
            yield return new ValidationResult("Leadership__LeaseDuration must be at least one second.", [nameof(LeaseDuration)]);
        if (RenewDeadline >= LeaseDuration)
            yield return new ValidationResult("Leadership__RenewDeadline must be shorter than LeaseDuration.", [nameof(RenewDeadline)]);
        if (RetryPeriod <= TimeSpan.Zero || RetryPeriod * 2 > RenewDeadline)
            yield return new ValidationResult("Leadership__RetryPeriod must be positive and at most half of RenewDeadline.", [nameof(RetryPeriod)]);
    }
}
