using System.Globalization;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>
/// What we do with one channel. While Asterisk does not answer, each step is tried again until the channel is known to be gone.
/// </summary>
internal sealed class Line(Switchboard board, string channel, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private int playbacks;

    // The same for every worker, so that the next one can stop it.
    private readonly string silence = $"{channel}-silence";

    public string Channel => channel;

    public Switchboard Board => board;

    public Task AnswerAsync(CancellationToken hungUp) => PersistAsync(() => board.Ari.Channels.AnswerAsync(channel, hungUp), hungUp);

    /// <summary>Begins to play a prompt.</summary>
    /// <returns>The playback, which <see cref="IChannelOwner.Played"/> names at its end; null when there is nothing to wait for.</returns>
    public async Task<string?> PlayAsync(Prompt prompt, string language, CancellationToken hungUp)
    {
        // Also other than those of a worker before us.
        var playback = string.Create(CultureInfo.InvariantCulture,
            $"{channel}-{Interlocked.Increment(ref playbacks)}-{Environment.TickCount64:x}");
        return await PersistAsync(() => board.Ari.Channels.PlayAsync(channel, playback, $"sound:{prompt.Name}", language, hungUp), hungUp)
            ? playback : null;
    }

    public Task StopPlayingAsync(string playback, CancellationToken hungUp) =>
        PersistAsync(() => board.Ari.Channels.StopPlayingAsync(playback, hungUp), hungUp);

    /// <summary>
    /// Plays silence after what is being played. Asterisk tells each key once while it plays something; otherwise it may tell one twice,
    /// when keys follow each other fast.
    /// </summary>
    public Task PlaySilenceAsync(CancellationToken hungUp) =>
        PersistAsync(() => board.Ari.Channels.PlayAsync(channel, silence, Silence.Media, "en", hungUp), hungUp);

    public Task StopSilenceAsync(CancellationToken hungUp) => StopPlayingAsync(silence, hungUp);

    public Task StartMusicAsync(string @class, CancellationToken hungUp) =>
        PersistAsync(() => board.Ari.Channels.StartMusicAsync(channel, @class, hungUp), hungUp);

    public Task StopMusicAsync(CancellationToken hungUp) => PersistAsync(() => board.Ari.Channels.StopMusicAsync(channel, hungUp), hungUp);

    public Task SetAsync(string variable, string value, CancellationToken hungUp) =>
        PersistAsync(() => board.Ari.Channels.SetAsync(channel, variable, value, hungUp), hungUp);

    public Task HangUpAsync(CancellationToken cancellationToken, HangUpCause? cause = null) =>
        PersistAsync(() => board.Ari.Channels.HangUpAsync(channel, cancellationToken, cause), cancellationToken);

    /// <summary>Hangs up, in this time at most: Asterisk may not answer any more.</summary>
    public async Task HangUpWithinAsync(TimeSpan limit, HangUpCause? cause = null)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(board.Leaving);
        late.CancelAfter(limit);
        try
        {
            await HangUpAsync(late.Token, cause);
        }
        catch (OperationCanceledException)
        {
            // Asterisk does not answer.
        }
    }

    /// <summary>Hangs up another channel of the same Asterisk.</summary>
    public Task HangUpOtherAsync(string other, CancellationToken cancellationToken) =>
        PersistAsync(() => board.Ari.Channels.HangUpAsync(other, cancellationToken), cancellationToken);

    public Task ContinueAsync(string context, CancellationToken hungUp) =>
        PersistAsync(() => board.Ari.Channels.ContinueAsync(channel, context, hungUp), hungUp);

    /// <summary>Two channels hear each other.</summary>
    /// <returns>False when one of the two is gone.</returns>
    public async Task<bool> JoinAsync(string bridge, string other, CancellationToken hungUp)
    {
        await PersistAsync(() => board.Ari.Bridges.MakeAsync(bridge, hungUp), hungUp);
        return await PersistAsync(() => board.Ari.Bridges.AddAsync(bridge, channel, hungUp), hungUp)
            && await PersistAsync(() => board.Ari.Bridges.AddAsync(bridge, other, hungUp), hungUp);
    }

    /// <summary>This channel is alone again, and the bridge is gone.</summary>
    public async Task PartAsync(string bridge, CancellationToken hungUp)
    {
        await PersistAsync(() => board.Ari.Bridges.RemoveAsync(bridge, channel, hungUp), hungUp);
        await PersistAsync(() => board.Ari.Bridges.DeleteAsync(bridge, hungUp), hungUp);
    }

    /// <summary>The share of the caller's packets that were lost, and their jitter in seconds; null when it is not known.</summary>
    public async Task<(double Loss, double Jitter)?> SoundAsync(CancellationToken hungUp)
    {
        try
        {
            return await board.Ari.Channels.StatisticsAsync(channel, hungUp) is { Received: > 0 } counted
                ? ((double)counted.ReceivedLost / (counted.Received + counted.ReceivedLost), counted.ReceivedJitter) : null;
        }
        catch (AriUnavailableException)
        {
            return null;
        }
    }

    private async Task<bool> PersistAsync(Func<Task<bool>> step, CancellationToken hungUp)
    {
        while (true)
        {
            try
            {
                return await step();
            }
            catch (AriUnavailableException)
            {
                await Task.Delay(Pause, time, hungUp);
            }
        }
    }
}
