using System.Globalization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Checks that the time zone, times and dates exist.</summary>
internal static class OpeningHoursRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        if (spec.OpeningHours is not { } hours) yield break;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
            yield return new("TimeZoneUnknown", "spec.openingHours.timeZone", "must be an IANA time zone such as Europe/Amsterdam.");
        foreach (var (index, times) in hours.Week.Index())
        {
            // From 22:00 to 02:00 is valid and ends on the next day.
            if (times.From != "24:00" && OpeningHours.Minute(times.From) is { } from && OpeningHours.Minute(times.To) is { } to
                && from != to)
                continue;
            yield return new("OpeningHoursInvalid", $"spec.openingHours.week[{index}]",
                "from and to must differ; use 00:00 to 24:00 for a whole day.");
        }
        foreach (var (index, date) in (hours.Closed ?? []).Index())
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                yield return new("OpeningHoursInvalid", $"spec.openingHours.closed[{index}]",
                    "must be an existing date in the form yyyy-MM-dd.");
        }
    }
}
