using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>
/// What a caller hears from us: a prompt, silence, music, or nothing. Music left on would go on under a conversation, and silence left on
/// would hold up what comes next.
/// </summary>
internal sealed class Hearing(Call call)
{
    private string? playback;
    private bool mayHaveMusic;
    private bool mayHaveSilence;

    /// <summary>Says something instead of what there was. Nothing follows by itself.</summary>
    /// <returns>Whether it is being said; <see cref="HasEnded"/> knows its end.</returns>
    public async Task<bool> SayAsync(Prompt prompt)
    {
        await QuietAsync();
        playback = await call.Line.PlayAsync(prompt, call.Municipality.Speech, call.HungUp);
        return playback is not null;
    }

    /// <summary>Asks for keys: says something, then plays silence. From its begin each key that is pressed is told once.</summary>
    public async Task<bool> AskAsync(Prompt prompt)
    {
        var isSaid = await SayAsync(prompt);
        await PlaySilenceAsync();
        return isSaid;
    }

    /// <summary>Silence instead of what there was: the caller is keying something in.</summary>
    public async Task ListenAsync()
    {
        await QuietAsync();
        await PlaySilenceAsync();
    }

    /// <summary>Says something, then music; music at once when it cannot be said.</summary>
    public async Task SayThenMusicAsync(Prompt? prompt)
    {
        if (prompt is null || !await SayAsync(prompt)) await MusicAsync();
    }

    public async Task MusicAsync()
    {
        await StopPlayingAsync();
        mayHaveMusic = true;
        await call.Line.StartMusicAsync(call.Municipality.Name, call.HungUp);
    }

    /// <summary>Music, unless the caller hears something already.</summary>
    public Task SomethingAsync() => playback is null && !mayHaveMusic ? MusicAsync() : Task.CompletedTask;

    public async Task QuietAsync()
    {
        await StopPlayingAsync();
        if (!mayHaveMusic) return;
        await call.Line.StopMusicAsync(call.HungUp);
        mayHaveMusic = false;
    }

    /// <summary>Whether what was being said is what has ended; then there is silence.</summary>
    public bool HasEnded(CallInput.PromptEnded ended)
    {
        if (playback != ended.Playback) return false;
        playback = null;
        return true;
    }

    /// <summary>What was to follow the prompt begins.</summary>
    public async Task StopPromptAsync()
    {
        if (playback is not { } current) return;
        playback = null;
        await call.Line.StopPlayingAsync(current, call.HungUp);
    }

    /// <summary>A caller who was adopted may hear what somebody else has begun.</summary>
    public void Unknown() => mayHaveMusic = mayHaveSilence = true;

    private async Task PlaySilenceAsync()
    {
        mayHaveSilence = true;
        await call.Line.PlaySilenceAsync(call.HungUp);
    }

    private async Task StopPlayingAsync()
    {
        // First, or it would begin.
        if (mayHaveSilence) await call.Line.StopSilenceAsync(call.HungUp);
        mayHaveSilence = false;
        await StopPromptAsync();
    }
}
