using System.Text.Json.Serialization;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>An event of Asterisk. Only what we use of it is read; which fields it has depends on its type.</summary>
internal sealed record AriEvent
{
    public string Type { get; init; } = "";

    /// <summary>Of StasisStart: what the dialplan says about the channel.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    public AriChannel? Channel { get; init; }

    /// <summary>Of ChannelDtmfReceived: one key.</summary>
    public string? Digit { get; init; }

    /// <summary>Of ChannelHangupRequest: a cause of ITU-T Q.850.</summary>
    public int? Cause { get; init; }

    /// <summary>Of PlaybackFinished.</summary>
    public AriPlayback? Playback { get; init; }
}

internal sealed record AriChannel
{
    public string Id { get; init; } = "";

    /// <summary><c>Ring</c> before it is answered, <c>Up</c> after.</summary>
    public string State { get; init; } = "";

    public AriCaller? Caller { get; init; }

    public AriPlace? Dialplan { get; init; }

    /// <summary>The variables that <c>ari.conf</c> lists.</summary>
    public IReadOnlyDictionary<string, string?>? Channelvars { get; init; }

    /// <summary>A variable that <c>ari.conf</c> lists; null when it is not set.</summary>
    public string? Variable(string name) =>
        Channelvars?.TryGetValue(name, out var value) == true && !string.IsNullOrEmpty(value) ? value : null;
}

internal sealed record AriCaller
{
    public string? Number { get; init; }
}

/// <summary>Where in the dialplan a channel is.</summary>
internal sealed record AriPlace
{
    public string? AppName { get; init; }

    /// <summary>The arguments of the application, the name of ours first.</summary>
    public string? AppData { get; init; }
}

internal sealed record AriPlayback
{
    public string Id { get; init; } = "";

    /// <summary>Such as <c>channel:1764451234.5</c>.</summary>
    public string TargetUri { get; init; } = "";
}

internal sealed record AriBridge
{
    public string Id { get; init; } = "";

    public IReadOnlyList<string> Channels { get; init; } = [];
}

internal sealed record AriVariable
{
    public string Value { get; init; } = "";
}

/// <summary>What the jitter buffer and RTCP of a channel have counted.</summary>
internal sealed record AriRtpStatistics
{
    [JsonPropertyName("rxcount")]
    public long Received { get; init; }

    [JsonPropertyName("rxploss")]
    public long ReceivedLost { get; init; }

    /// <summary>In seconds.</summary>
    [JsonPropertyName("rxjitter")]
    public double ReceivedJitter { get; init; }
}

internal sealed record AriInfo
{
    public AriStatus? Status { get; init; }
}

internal sealed record AriStatus
{
    public string StartupTime { get; init; } = "";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AriEvent))]
[JsonSerializable(typeof(AriInfo))]
[JsonSerializable(typeof(AriVariable))]
[JsonSerializable(typeof(AriRtpStatistics))]
[JsonSerializable(typeof(IReadOnlyList<AriChannel>))]
[JsonSerializable(typeof(IReadOnlyList<AriBridge>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>))]
internal sealed partial class AriJson : JsonSerializerContext;
