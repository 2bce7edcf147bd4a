using System.Diagnostics;
using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>A citizen on the telephone, who says a tone.</summary>
internal sealed class CallingCitizen(string number) : IAsyncDisposable
{
    /// <summary>The citizen's voice, in hertz.</summary>
    public const int Tone = 500;

    private readonly SipPhone phone = new();
    private long since;

    /// <summary>The citizen's own.</summary>
    public string Number => number;

    public Sound Sound => phone.Sound;

    /// <summary>Whether Asterisk, as far as it knows the call, has not ended it.</summary>
    public bool IsUp => since != 0 && !phone.Ended.IsCompleted;

    /// <summary>Whether the citizen has said not to have a code, and so waits in the queue or talks.</summary>
    public bool IsQueued { get; private set; }

    /// <summary>Whether there is a reason for the end of the call.</summary>
    public bool MayEnd { get; set; }

    /// <summary>How long nothing was heard of a call that is there.</summary>
    public TimeSpan SilentFor => !IsUp ? TimeSpan.Zero : Least(Sound.SilentFor, Stopwatch.GetElapsedTime(since));

    public async Task DialAsync(IPEndPoint exchange, string called)
    {
        Sound.Tone = Tone;
        (await phone.CallAsync(exchange, called, number)).Should().Be(200);
        since = Stopwatch.GetTimestamp();
    }

    public async Task PressAsync(string keys)
    {
        await phone.PressAsync(keys);
        IsQueued |= keys == "#";
    }

    public Task HangUpAsync()
    {
        MayEnd = true;
        return phone.HangUpAsync();
    }

    /// <summary>The exchange is gone, and the call with it.</summary>
    public void Lose()
    {
        MayEnd = true;
        phone.Lose();
    }

    public ValueTask DisposeAsync() => phone.DisposeAsync();

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
