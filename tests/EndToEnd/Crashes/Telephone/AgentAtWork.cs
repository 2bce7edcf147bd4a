using System.Net.Sockets;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>
/// An agent who takes whatever waits, and whose phone dials in as the page's does: at once, and again when it was lost. Whatever does not
/// answer is asked again.
/// </summary>
/// <param name="agent">Who it is.</param>
/// <param name="asterisk">Where the phone dials in.</param>
/// <param name="trunk">Over which Asterisk reaches this phone, and its address.</param>
internal sealed class AgentAtWork(SignedIn agent, AsteriskServer asterisk, (string Name, string Address) trunk) : IAsyncDisposable
{
    /// <summary>The agent's voice, in hertz.</summary>
    public const int Tone = 800;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(5);

    // A page notices that no sound comes any more.
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(4);
    private SipPhone? phone;

    /// <summary>The agent's call, as the agent saw it last.</summary>
    public (string Id, string? CallerNumber)? Call { get; private set; }

    /// <summary>The list that the agent sees: how many calls wait or are talked with.</summary>
    public int Shown { get; private set; }

    public Sound? Sound => phone is { Rung.IsCompleted: true, Ended.IsCompleted: false } there ? there.Sound : null;

    public SignedIn Account => agent;

    public async Task RunAsync(CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    await LookAsync();
                }
                catch (Exception fault) when (IsAway(fault))
                {
                    // Something is dead at the moment.
                }
                await Task.Delay(Pause, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The shift is over.
        }
    }

    /// <summary>Whether it may be what asking a program that was killed ends with.</summary>
    public static bool IsAway(Exception fault) => fault is HttpRequestException or IOException or InvalidOperationException
        or TimeoutException or SocketException;

    /// <summary>The phone is lost with all of Asterisk.</summary>
    public void Lose() => phone?.Lose();

    public Task HangUpAsync() => Sound is null ? Task.CompletedTask : phone!.HangUpAsync();

    public async ValueTask DisposeAsync()
    {
        if (phone is not null) await phone.DisposeAsync();
    }

    private async Task LookAsync()
    {
        var calls = await agent.CallsAsync();
        Shown = calls.Count(call => call.State != "WRAP_UP");
        var mine = calls.FirstOrDefault(call => call.Mine);
        Call = mine is { State: "IN_CONVERSATION" } ? (mine.Id, mine.CallerNumber) : null;
        if (mine is { State: "WRAP_UP" }) await agent.FinishAsync(mine.Id);
        if (Call is { } call)
        {
            if (Sound is not { } sound || sound.SilentFor > Dead) await DialInAsync(call.Id);
        }
        else
        {
            await PutDownAsync();
            if (calls.FirstOrDefault(one => one.State == "WAITING") is { } waiting) await agent.TakeAsync(waiting.Id);
        }
    }

    private async Task DialInAsync(string call)
    {
        await PutDownAsync();
        var target = (await agent.ConnectPhoneAsync(call)).Value.Extension;
        phone = new SipPhone(trunk.Address, asterisk.TrunkPort);
        phone.Sound.Tone = Tone;
        await asterisk.DialInAsync(target, trunk.Name);
        await phone.Rung.WaitAsync(Rings);
    }

    private async Task PutDownAsync()
    {
        if (phone is not { } old) return;
        phone = null;
        await old.DisposeAsync();
    }
}
