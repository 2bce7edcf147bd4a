namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>How long a caller is waited for, and how often the api hears of a call.</summary>
internal sealed record CallTimes
{
    public const string Section = "Calls";

    /// <summary>From the end of a prompt to the first digit.</summary>
    public TimeSpan FirstDigit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two digits.</summary>
    public TimeSpan NextDigit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After ten digits: more may follow, because some phones dial the municipality's number before the code.</summary>
    public TimeSpan AfterTen { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>The contract wants a report at least every minute.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After a report that nobody answered.</summary>
    public TimeSpan HeartbeatAfterFault { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two announcements of the place in the queue.</summary>
    public TimeSpan Position { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest prompt: if Asterisk never says that it has ended.</summary>
    public TimeSpan LongestPrompt { get; init; } = TimeSpan.FromSeconds(20);
}
