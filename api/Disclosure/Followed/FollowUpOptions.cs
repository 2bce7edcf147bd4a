using IdBellen.Tenancy.Settings;

namespace IdBellen.Api.Disclosure.Followed;

/// <summary>The polling of IRMA sessions without a callback.</summary>
internal sealed record FollowUpOptions
{
    public const string Section = "FollowUp";

    /// <summary>The delay before the first poll, and between the first polls; each next delay is 1.5 times as long.</summary>
    [SettingRange("00:00:00.1", "00:01:00")]
    public TimeSpan MinPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The maximum delay between two polls.</summary>
    [SettingRange("00:00:01", "00:05:00")]
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time-out for the body of a posted result. The app waits for it as well, and gives up after four seconds.</summary>
    [SettingRange("00:00:00.1", "00:01:00")]
    public TimeSpan CallbackPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum number of open event streams from IRMA servers in this replica; each uses a connection. 0: none.</summary>
    [SettingRange(0, 10_000)]
    public int MaxStreams { get; init; } = 200;
}
