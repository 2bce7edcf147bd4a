using System.ComponentModel.DataAnnotations;

namespace IdBellen.Api.Sessions.Following;

/// <summary>How eagerly IRMA sessions are followed whose callback has not come.</summary>
public sealed record FollowUpOptions
{
    public const string Section = "FollowUp";

    /// <summary>From the start of a session to the first look, and between the first looks; it grows by half each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan MinPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two looks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many streams of server-sent events this replica keeps open to IRMA servers; each costs a connection. 0: none.</summary>
    [Range(0, 10_000)]
    public int MaxStreams { get; init; } = 200;
}
