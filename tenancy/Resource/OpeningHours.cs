using System.Globalization;

namespace IdBellen.Tenancy.Resource;

/// <summary>Times as opening hours write them.</summary>
internal static class OpeningHours
{
    private const int MinutesADay = 24 * 60;

    /// <summary>Minutes since midnight of a time such as <c>17:30</c>, or <c>24:00</c>; null when it is none.</summary>
    public static int? Minute(string text)
    {
        if (text == "24:00") return MinutesADay;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute : null;
    }
}
