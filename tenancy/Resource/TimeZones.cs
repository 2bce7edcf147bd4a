namespace IdBellen.Tenancy.Resource;

/// <summary>Where a municipality's days begin and end.</summary>
public static class TimeZones
{
    /// <summary>Of a municipality that names no opening hours.</summary>
    public const string Default = "Europe/Amsterdam";

    public static string TimeZone(this MunicipalitySpec spec) => spec.OpeningHours?.TimeZone ?? Default;

    /// <summary>The zone of that name; the default where this system does not know it.</summary>
    public static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.FindSystemTimeZoneById(Default);
}
