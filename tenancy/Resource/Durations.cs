using System.Globalization;
using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Resource;

/// <summary>
/// Durations as Kubernetes resources write them: whole numbers with <c>d</c>, <c>h</c>, <c>m</c> or <c>s</c>, largest first,
/// for example <c>60m</c> or <c>1h30m</c>.
/// </summary>
public static partial class Durations
{
    public static readonly TimeSpan MaxRetention = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan MinRetention = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MaxWrapUp = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultWrapUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromDays(7);

    /// <summary>The retention of a valid specification; 60 minutes when absent.</summary>
    public static TimeSpan Retention(this MunicipalitySpec spec) => Parse(spec.Retention) ?? MaxRetention;

    /// <summary>The wrap-up time of a valid specification; two minutes when absent.</summary>
    public static TimeSpan WrapUp(this MunicipalitySpec spec) => Parse(spec.WrapUp) ?? DefaultWrapUp;

    /// <summary>From the pilot's end to the deletion of the resource; seven days when absent.</summary>
    public static TimeSpan GracePeriod(this PilotSpec pilot) => Parse(pilot.GracePeriod) ?? DefaultGracePeriod;

    /// <summary>When the resource is deleted automatically; null when the pilot has no end.</summary>
    public static DateTimeOffset? DeleteAt(this PilotSpec pilot) =>
        pilot.EndsAt is { } end ? new DateTimeOffset(end.ToUniversalTime()) + pilot.GracePeriod() : null;

    /// <summary>The duration, or null when the text is absent or not one.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || Form().Match(text) is not { Success: true } match) return null;
        return new TimeSpan(Part(match, "d"), Part(match, "h"), Part(match, "m"), Part(match, "s"));
    }

    private static int Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?=.)((?<d>[0-9]{1,4})d)?((?<h>[0-9]{1,4})h)?((?<m>[0-9]{1,4})m)?((?<s>[0-9]{1,4})s)?\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
