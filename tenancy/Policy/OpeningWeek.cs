using System.Collections.Frozen;
using System.Globalization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Policy;

/// <summary>
/// Opening hours, evaluated in local time: a time skipped by a clock change does not occur, and a repeated one occurs twice. Hours belong
/// to the day on which they start, also past midnight.
/// </summary>
public sealed class OpeningWeek
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly TimeZoneInfo zone;
    private readonly FrozenDictionary<DayOfWeek, OpeningSpan[]> spans;
    private readonly FrozenSet<DateOnly> closed;

    /// <exception cref="FormatException">A day, a time or a date is none.</exception>
    public OpeningWeek(OpeningHoursSpec hours, TimeZoneInfo zone)
    {
        this.zone = zone;
        spans = hours.Week.SelectMany(times => times.Days.Select(day => (Day: DayOf(day), Span: OpeningSpan.Of(times))))
            .GroupBy(one => one.Day, one => one.Span).ToFrozenDictionary(day => day.Key, day => day.ToArray());
        closed = (hours.Closed ?? []).Select(date => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToFrozenSet();
    }

    public bool IsOpenAt(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var (today, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromTimeSpan(local.TimeOfDay));
        return BeginningOn(today).Any(span => span.IsOpenAt(time))
            || BeginningOn(today.AddDays(-1)).Any(span => span.IsOpenTheDayAfterAt(time));
    }

    private OpeningSpan[] BeginningOn(DateOnly day) => closed.Contains(day) ? [] : spans.GetValueOrDefault(day.DayOfWeek) ?? [];

    private static DayOfWeek DayOf(string name) => Array.IndexOf(DayNames, name) is var day and >= 0
        ? (DayOfWeek)day
        : throw new FormatException($"{name} is no day of the week.");

    /// <summary>A period from one time to another, which is on the next day if it is not later.</summary>
    /// <param name="From">Inclusive.</param>
    /// <param name="To">Exclusive; midnight is that at the end of the day.</param>
    private sealed record OpeningSpan(TimeOnly From, TimeOnly To)
    {
        /// <exception cref="FormatException">A time is none.</exception>
        public static OpeningSpan Of(OpeningTimesSpec times) => new(Time(times.From), Time(times.To));

        public bool IsOpenAt(TimeOnly time) => time >= From && (To <= From || time < To);

        public bool IsOpenTheDayAfterAt(TimeOnly time) => To <= From && time < To;

        private static TimeOnly Time(string text) => OpeningHours.Minute(text) is { } minute
            ? TimeOnly.MinValue.AddMinutes(minute)
            : throw new FormatException($"{text} is no time.");
    }
}
