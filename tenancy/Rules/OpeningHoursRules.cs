using System.Globalization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Zone, times and dates exist.</summary>
internal static class OpeningHoursRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        if (spec.OpeningHours is not { } hours) yield break;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
            yield return new("TimeZoneUnknown", "spec.openingHours.timeZone", "use an IANA name such as Europe/Amsterdam.");
        foreach (var (index, times) in hours.Week.Index())
        {
            if (TimeOnly.TryParseExact(times.From, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                && TimeOnly.TryParseExact(times.To, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
                && from < to) continue;
            yield return new("OpeningHoursInvalid", $"spec.openingHours.week[{index}]", "from must be a time before to; write a night as two entries.");
        }
        foreach (var (index, date) in (hours.Closed ?? []).Index())
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                yield return new("OpeningHoursInvalid", $"spec.openingHours.closed[{index}]", "write a date that exists as yyyy-MM-dd.");
        }
    }
}
