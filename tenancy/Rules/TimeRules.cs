using System.Globalization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>How long data lives, and when the pilot is.</summary>
internal static class TimeRules
{
    // Longer is a mistake: nobody plans the end of a pilot so far ahead.
    private const int MaxGraceDays = 365;

    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec) => [.. Retention(spec), .. WrapUp(spec), .. Pilot(spec)];

    private static IEnumerable<RuleViolation> Retention(MunicipalitySpec spec)
    {
        if (spec.Retention is not null && Durations.Parse(spec.Retention) is null)
            yield return new("RetentionInvalid", "spec.retention", "write a duration such as 60m.");
        else if (spec.Retention() > Durations.MaxRetention)
            yield return new("RetentionTooLong", "spec.retention", "personal data may live 60m at most; lower it to 60m or less.");
        else if (spec.Retention() < Durations.MinRetention)
            yield return new("RetentionTooShort", "spec.retention", "a call needs at least 5m; raise it to 5m or more.");
    }

    private static IEnumerable<RuleViolation> WrapUp(MunicipalitySpec spec)
    {
        if (spec.WrapUp is not null && Durations.Parse(spec.WrapUp) is null)
            yield return new("WrapUpInvalid", "spec.wrapUp", "write a duration such as 2m.");
        else if (spec.WrapUp() > Durations.MaxWrapUp)
            yield return new("WrapUpTooLong", "spec.wrapUp", "the taker may see the caller 10m at most after the call; lower it to 10m or less.");
    }

    private static IEnumerable<RuleViolation> Pilot(MunicipalitySpec spec)
    {
        if (spec.Pilot is not { } pilot) yield break;
        if (pilot.GracePeriod is { } grace && Durations.Parse(grace) is null)
            yield return new("GracePeriodInvalid", "spec.pilot.gracePeriod", "write a duration such as 7d.");
        else if (pilot.GracePeriod?.Split('d') is [var days, _] && int.Parse(days, CultureInfo.InvariantCulture) > MaxGraceDays)
            yield return new("GracePeriodTooLong", "spec.pilot.gracePeriod",
                "a municipality is deleted 365d after its pilot at the latest; lower it to 365d or less.");
        if (pilot is { StartsAt: { } starts, EndsAt: { } ends } && ends <= starts)
            yield return new("PilotInvalid", "spec.pilot", "endsAt must be later than startsAt; change one of them.");
    }
}
