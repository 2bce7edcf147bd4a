using System.Text.Json;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>What can be done with a channel. All methods return false when the channel is gone.</summary>
internal sealed class AriChannels(AriHttp http)
{
    // What trunks have, 8000 Hz. Left to itself Asterisk takes its widest format between the halves of a Local channel, and converts every
    // packet four times: 6 % of a core for each call.
    private const string LineFormat = "slin";

    public async Task<IReadOnlyList<AriChannel>> ListAsync(CancellationToken cancellationToken) =>
        await http.GetAsync("channels", AriJson.Default.IReadOnlyListAriChannel, cancellationToken) ?? [];

    public Task<bool> AnswerAsync(string id, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, $"{Of(id)}/answer", cancellationToken);

    /// <param name="id">The channel.</param>
    /// <param name="cause">The Q.850 cause; absent: declined when it was not answered (603), else a normal end.</param>
    public Task<bool> HangUpAsync(string id, CancellationToken cancellationToken, HangUpCause? cause = null) =>
        http.SendAsync(HttpMethod.Delete, AriHttp.Path(Of(id), ("reason_code", cause?.ToString("D"))), cancellationToken);

    /// <param name="id">The channel.</param>
    /// <param name="playback">An id that we choose.</param>
    /// <param name="media">Such as <c>sound:welcome</c>.</param>
    /// <param name="language">Of the sound: <c>nl_arnhem</c> is <c>nl</c> where there is no recording of Arnhem.</param>
    public Task<bool> PlayAsync(string id, string playback, string media, string language, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path($"{Of(id)}/play/{AriHttp.Escape(playback)}",
            ("media", media), ("lang", language)), cancellationToken);

    public Task<bool> StopPlayingAsync(string playback, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Delete, $"playbacks/{AriHttp.Escape(playback)}", cancellationToken);

    /// <param name="id">The channel.</param>
    /// <param name="class">Of the music; one that does not exist plays the usual music.</param>
    public Task<bool> StartMusicAsync(string id, string @class, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path($"{Of(id)}/moh", ("mohClass", @class)), cancellationToken);

    public Task<bool> StopMusicAsync(string id, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Delete, $"{Of(id)}/moh", cancellationToken);

    public Task<bool> SetAsync(string id, string variable, string value, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path($"{Of(id)}/variable", ("variable", variable), ("value", value)), cancellationToken);

    /// <summary>Null when it is not set.</summary>
    public async Task<string?> ReadAsync(string id, string variable, CancellationToken cancellationToken) =>
        (await http.GetAsync(AriHttp.Path($"{Of(id)}/variable", ("variable", variable)), AriJson.Default.AriVariable, cancellationToken))
            is { Value.Length: > 0 } read ? read.Value : null;

    /// <summary>Lets the dialplan go on with the channel.</summary>
    public Task<bool> ContinueAsync(string id, string context, CancellationToken cancellationToken) => http.SendAsync(
        HttpMethod.Post, AriHttp.Path($"{Of(id)}/continue", ("context", context), ("extension", "s"), ("priority", "1")),
        cancellationToken);

    /// <summary>So that this connection gets its events, if the one before it did.</summary>
    public Task<bool> SubscribeAsync(string id, CancellationToken cancellationToken) => http.SendAsync(
        HttpMethod.Post, AriHttp.Path($"applications/{AriAddress.Application}/subscription", ("eventSource", $"channel:{id}")),
        cancellationToken);

    public Task<AriRtpStatistics?> StatisticsAsync(string id, CancellationToken cancellationToken) =>
        http.GetAsync($"{Of(id)}/rtp_statistics", AriJson.Default.AriRtpStatistics, cancellationToken);

    /// <summary>Makes a new channel, which enters our application once it is answered.</summary>
    public Task<bool> OriginateAsync(NewChannel channel, CancellationToken cancellationToken) => http.SendAsync(
        HttpMethod.Post,
        AriHttp.Path("channels", ("endpoint", channel.Endpoint), ("app", AriAddress.Application), ("appArgs", channel.Arguments),
            ("callerId", channel.CallerId), ("timeout", channel.Seconds.ToString("D", null)), ("channelId", channel.Id),
            ("formats", LineFormat)),
        cancellationToken,
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) { ["variables"] = channel.Variables },
            AriJson.Default.IReadOnlyDictionaryStringIReadOnlyDictionaryStringString));

    private static string Of(string id) => $"channels/{AriHttp.Escape(id)}";
}

/// <summary>A channel to make.</summary>
/// <param name="Id">An id that we choose.</param>
/// <param name="Endpoint">Such as <c>Local/…@to-telephone</c>.</param>
/// <param name="Arguments">What StasisStart says of it.</param>
/// <param name="CallerId">The number that the called one sees.</param>
/// <param name="Seconds">How long it may ring.</param>
/// <param name="Variables">Variables of the channel from its start.</param>
internal sealed record NewChannel(
    string Id, string Endpoint, string Arguments, string CallerId, int Seconds, IReadOnlyDictionary<string, string> Variables);

/// <summary>Causes of ITU-T Q.850, which Asterisk translates to a SIP status.</summary>
internal enum HangUpCause
{
    Normal = 16,

    /// <summary>486.</summary>
    Busy = 17,
}
