namespace IdBellen.Tenancy.Resource;

/// <summary>Time zones of municipalities.</summary>
public static class TimeZones
{
    private const string Missing =
        "The time zone database is missing, so opening hours cannot be evaluated: install the package tzdata, or set TZDIR to its folder.";

    /// <summary>
    /// The remedy when this system has no time zone database; null when it has one. Check it at start-up, before reporting a zone as
    /// unknown.
    /// </summary>
    public static string? Problem() => TimeZoneInfo.TryFindSystemTimeZoneById(Default, out _) ? null : Missing;

    /// <summary>The time zone of municipalities without opening hours.</summary>
    public const string Default = "Europe/Amsterdam";

    public static string TimeZone(this MunicipalitySpec spec) => spec.OpeningHours?.TimeZone ?? Default;

    /// <summary>Returns the zone of that name, or the default if it does not exist on this system.</summary>
    public static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.FindSystemTimeZoneById(Default);
}
