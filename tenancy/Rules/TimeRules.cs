using System.Globalization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Rules on retention, wrap-up time and pilot.</summary>
internal static class TimeRules
{
    // A longer period is probably a mistake.
    private const int MaxGraceDays = 365;

    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec) => [.. Retention(spec), .. WrapUp(spec), .. Pilot(spec)];

    private static IEnumerable<RuleViolation> Retention(MunicipalitySpec spec)
    {
        if (spec.Retention is not null && Durations.Parse(spec.Retention) is null)
            yield return new("RetentionInvalid", "spec.retention", "must be a duration such as 60m.");
        else if (spec.Retention() > Durations.MaxRetention)
            yield return new("RetentionTooLong", "spec.retention", "must be at most 60m.");
        else if (spec.Retention() < Durations.MinRetention)
            yield return new("RetentionTooShort", "spec.retention", "must be at least 5m.");
    }

    private static IEnumerable<RuleViolation> WrapUp(MunicipalitySpec spec)
    {
        if (spec.WrapUp is not null && Durations.Parse(spec.WrapUp) is null)
            yield return new("WrapUpInvalid", "spec.wrapUp", "must be a duration such as 2m.");
        else if (spec.WrapUp() > Durations.MaxWrapUp)
            yield return new("WrapUpTooLong", "spec.wrapUp", "must be at most 10m.");
    }

    private static IEnumerable<RuleViolation> Pilot(MunicipalitySpec spec)
    {
        if (spec.Pilot is not { } pilot) yield break;
        if (pilot.GracePeriod is { } grace && Durations.Parse(grace) is null)
            yield return new("GracePeriodInvalid", "spec.pilot.gracePeriod", "must be a duration such as 7d.");
        else if (pilot.GracePeriod?.Split('d') is [var days, _] && int.Parse(days, CultureInfo.InvariantCulture) > MaxGraceDays)
            yield return new("GracePeriodTooLong", "spec.pilot.gracePeriod", "must be at most 365d.");
        if (pilot is { StartsAt: { } starts, EndsAt: { } ends } && ends <= starts)
            yield return new("PilotInvalid", "spec.pilot", "endsAt must be later than startsAt.");
    }
}
