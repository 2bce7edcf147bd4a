using System.ComponentModel.DataAnnotations;

namespace IdBellen.Kubernetes.Election;

/// <summary>The timings of leader election. The defaults are those of Kubernetes' own controllers.</summary>
public sealed record LeadershipOptions : IValidatableObject
{
    public const string Section = "Leadership";

    /// <summary>
    /// The time that other replicas wait after the last observed renewal before they take the lease; at least one second.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time that the leader retries a renewal before it gives up; shorter than the lease.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The interval between two attempts to acquire or renew the lease; at most half of <see cref="RenewDeadline"/>.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LeaseDuration < TimeSpan.FromSeconds(1))
            yield return new ValidationResult("Leadership__LeaseDuration must be at least one second.", [nameof(LeaseDuration)]);
        if (RenewDeadline >= LeaseDuration)
            yield return new ValidationResult("Leadership__RenewDeadline must be shorter than LeaseDuration.", [nameof(RenewDeadline)]);
        if (RetryPeriod <= TimeSpan.Zero || RetryPeriod * 2 > RenewDeadline)
            yield return new ValidationResult("Leadership__RetryPeriod must be positive and at most half of RenewDeadline.",
                [nameof(RetryPeriod)]);
    }
}
