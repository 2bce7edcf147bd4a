using System.Globalization;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Api.Sessions;

/// <summary>Whether a municipality takes calls at a moment.</summary>
public enum Availability
{
    Open,

    /// <summary>Outside the opening hours.</summary>
    Closed,

    /// <summary>New sessions are refused until the municipality resumes.</summary>
    Suspended,

    /// <summary>The pilot has not started yet.</summary>
    NotStarted,

    /// <summary>The pilot has ended.</summary>
    Ended,
}

public static class AvailabilityRules
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static Availability AvailabilityAt(this MunicipalitySpec spec, DateTimeOffset now)
    {
        if (spec.Suspended == true) return Availability.Suspended;
        if (spec.Pilot?.StartsAt is { } starts && now.UtcDateTime < starts.ToUniversalTime()) return Availability.NotStarted;
        if (spec.Pilot?.EndsAt is { } ends && now.UtcDateTime >= ends.ToUniversalTime()) return Availability.Ended;
        return spec.OpeningHours is { } hours && !IsWithin(hours, now) ? Availability.Closed : Availability.Open;
    }

    /// <summary>Null when open.</summary>
    public static Refusal? Refusal(this Availability availability) => availability switch
    {
        Availability.Suspended => Refusals.Refusal.Suspended,
        Availability.NotStarted => Refusals.Refusal.PilotNotStarted,
        Availability.Ended => Refusals.Refusal.PilotEnded,
        Availability.Closed => Refusals.Refusal.Closed,
        _ => null,
    };

    private static bool IsWithin(OpeningHoursSpec hours, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone));
        if (hours.Closed?.Contains(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparer.Ordinal) == true) return false;
        var day = DayNames[(int)local.DayOfWeek];
        var clock = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return hours.Week.Any(times => times.Days.Contains(day, StringComparer.Ordinal) && clock >= Clock(times.From) && clock < Clock(times.To));
    }

    private static TimeOnly Clock(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
