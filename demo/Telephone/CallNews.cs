namespace IdBellen.Demo.Telephone;

/// <summary>An event of the call for the caller's page.</summary>
/// <param name="Call">The reference of the call, with which the page sends digits.</param>
internal sealed record CallNews(string Call, CallPhase Phase, string Text);

internal enum CallPhase
{
    /// <summary>The line is being set up, or tones are being sent and checked.</summary>
    Busy,

    /// <summary>The caller may key in a code.</summary>
    Asking,

    /// <summary>In the queue.</summary>
    Queued,

    /// <summary>Talking with an agent.</summary>
    Connected,

    /// <summary>Over; nothing follows.</summary>
    Ended,
}
