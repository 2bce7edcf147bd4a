using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>
/// Callers who are asked, wait or talk, and two agents; what chance makes them do while something is killed; and what was promised to them.
/// </summary>
internal sealed class BusyLines : IAsyncDisposable
{
    private const int InEachState = 2;

    // What is promised; longer where all waits are.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10 * Eventually.Stretch);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private readonly TelephoneScene scene;
    private readonly Random random;
    private readonly CancellationTokenSource over = new();
    private readonly List<CallingCitizen> citizens = [];
    private readonly List<CallingCitizen> left = [];
    private readonly AgentAtWork[] agents;
    private readonly Task[] running;
    private readonly HashSet<string> faults = new(StringComparer.Ordinal);
    private TimeSpan longestSilence;
    private TimeSpan longestShown;
    private long killedAt = Stopwatch.GetTimestamp();
    private long falselyShownSince;
    private volatile bool isBack = true;
    private int numbers;

    public BusyLines(TelephoneScene scene, Random random)
    {
        (this.scene, this.random) = (scene, random);
        agents =
        [
            new AgentAtWork(scene.Agents[0], scene.Asterisk, (AsteriskServer.SharedTrunkName, AsteriskServer.SharedTrunk)),
            new AgentAtWork(scene.Agents[1], scene.Asterisk, (AsteriskServer.OtherTrunkName, AsteriskServer.OtherTrunk)),
        ];
        running = [.. agents.Select(agent => agent.RunAsync(over.Token)), WatchAsync()];
    }

    /// <summary>Promises that were not kept.</summary>
    public IReadOnlyCollection<string> Faults
    {
        get
        {
            lock (faults) return [.. faults];
        }
    }

    private IReadOnlyList<CallingCitizen> Up
    {
        get
        {
            lock (citizens) return [.. citizens.Where(citizen => citizen.IsUp)];
        }
    }

    /// <summary>Returns when there are callers in each state, and all of them hear something.</summary>
    public async Task FillAsync()
    {
        while (Up.Count(one => one.IsQueued) < agents.Length + InEachState) await (await DialAsync()).PressAsync("#");
        await Eventually.BeTrueAsync(() => Task.FromResult(agents.All(IsTalking)), what: "both agents talk");
        while (Up.Count(one => !one.IsQueued) < InEachState) await DialAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(IsShownAsItIs()), what: "the agents see who waits");
    }

    /// <summary>Something is killed while chance lets callers and agents do what they do.</summary>
    public async Task KillAsync(KilledPart part)
    {
        // Chosen before, so that the seed decides it.
        var moment = TimeSpan.FromMilliseconds(random.Next(1500));
        var deeds = Enumerable.Range(0, 4)
            .Select(_ => (Deed: random.Next(6), Who: random.Next(100), At: TimeSpan.FromMilliseconds(random.Next(2500)))).ToList();
        var doing = Task.WhenAll(deeds.Select(one => DoAsync(one.Deed, one.Who, one.At, mayDial: part != KilledPart.Asterisk)));
        // At any moment of what they do.
        await Task.Delay(moment);
        isBack = part == KilledPart.Worker;
        killedAt = Stopwatch.GetTimestamp();
        if (part == KilledPart.Asterisk) LoseAll();
        await scene.KillAsync(part);
        if (part == KilledPart.Asterisk) LoseAll();
        if (part != KilledPart.Worker) killedAt = Stopwatch.GetTimestamp();
        isBack = true;
        await doing;
        await Eventually.BeTrueAsync(() => Task.FromResult(IsShownAsItIs()), what: $"the agents see the calls that there are: {this}");
        await Eventually.BeTrueAsync(() => Task.FromResult(agents.All(agent => agent.Call is null || IsTalking(agent))),
            what: $"who talked hear each other again: {this}");
        foreach (var citizen in citizens.Where(one => !one.IsUp && !one.MayEnd)) Fault($"the call of {citizen.Number} was ended");
        await ForgetAsync();
    }

    /// <summary>All hang up, and the agents finish.</summary>
    public async Task EndAsync()
    {
        foreach (var citizen in Up) await citizen.HangUpAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(agents.All(agent => agent is { Shown: 0, Call: null })),
            what: $"no call is shown: {this}");
        await ForgetAsync();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Up.Count} calls, {Up.Count(one => one.IsQueued)} of them in the queue or with an agent, agents see "
            + $"{string.Join(" and ", agents.Select(agent => agent.Shown))}, longest silence {longestSilence.TotalSeconds:F1} s, "
            + $"longest shown after its end {longestShown.TotalSeconds:F1} s");

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(running);
        foreach (var agent in agents) await agent.DisposeAsync();
        foreach (var citizen in citizens.Concat(left)) await citizen.DisposeAsync();
        over.Dispose();
    }

    private async Task<CallingCitizen> DialAsync()
    {
        var citizen = new CallingCitizen(string.Create(CultureInfo.InvariantCulture, $"+3161234{numbers++:0000}"));
        lock (citizens) citizens.Add(citizen);
        await citizen.DialAsync(scene.Asterisk.Sip, scene.Number);
        return citizen;
    }

    private async Task DoAsync(int deed, int who, TimeSpan at, bool mayDial)
    {
        await Task.Delay(at);
        var agent = agents[who % agents.Length];
        try
        {
            switch (deed)
            {
                case 0 when Any(who, queued: false) is { } asked:
                    await asked.PressAsync("0123456789#");
                    break;
                case 1 when Any(who, queued: false) is { } asked:
                    await asked.PressAsync("#");
                    break;
                case 2 when Any(who, queued: true) is { } caller:
                    await caller.HangUpAsync();
                    break;
                case 3:
                    await agent.HangUpAsync();
                    break;
                case 4 when agent.Call is { } call:
                    await agent.Account.ReleaseAsync(call.Id);
                    break;
                case 5 when agent.Call is { } call:
                    foreach (var finished in Up.Where(one => one.Number == call.CallerNumber)) finished.MayEnd = true;
                    await agent.Account.FinishAsync(call.Id);
                    break;
                default:
                    if (!mayDial) break;
                    // Perhaps nobody is there to answer.
                    var late = await DialAsync();
                    late.MayEnd = true;
                    break;
            }
        }
        catch (Exception fault) when (AgentAtWork.IsAway(fault))
        {
            // What is dead does nothing.
        }
    }

    private CallingCitizen? Any(int who, bool queued)
    {
        var all = Up.Where(one => one.IsQueued == queued).ToList();
        return all.Count == 0 ? null : all[who % all.Count];
    }

    // They hear each other.
    private bool IsTalking(AgentAtWork agent) => agent.Sound is { } phone && agent.Call is { } call
        && Up.FirstOrDefault(one => one.Number == call.CallerNumber) is { } caller
        && phone.Hears(CallingCitizen.Tone) && caller.Sound.Hears(AgentAtWork.Tone);

    // Who is still asked may have got into the queue by not answering.
    private bool IsShownAsItIs()
    {
        var (queued, all) = (Up.Count(one => one.IsQueued), Up.Count);
        return agents.All(agent => agent.Shown >= queued && agent.Shown <= all);
    }

    private void LoseAll()
    {
        foreach (var citizen in Up) citizen.Lose();
        foreach (var agent in agents) agent.Lose();
    }

    private async Task WatchAsync()
    {
        while (!over.IsCancellationRequested)
        {
            var sinceKill = Stopwatch.GetElapsedTime(killedAt);
            foreach (var citizen in Up)
            {
                var silent = Min(citizen.SilentFor, sinceKill);
                if (silent > longestSilence) longestSilence = silent;
                if (silent > Promised) Fault($"{citizen.Number} hears nothing");
            }
            var shown = isBack ? agents.Max(agent => agent.Shown) : 0;
            if (shown <= Up.Count) falselyShownSince = 0;
            else if (falselyShownSince == 0) falselyShownSince = Stopwatch.GetTimestamp();
            var wrong = falselyShownSince == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(falselyShownSince);
            if (wrong > longestShown) longestShown = wrong;
            if (wrong > Promised) Fault("a call is shown that does not exist");
            await Task.WhenAny(Task.Delay(Moment, over.Token));
        }
    }

    private async Task ForgetAsync()
    {
        foreach (var citizen in citizens.Where(one => !one.IsUp).ToList())
        {
            lock (citizens) citizens.Remove(citizen);
            left.Add(citizen);
            await citizen.DisposeAsync();
        }
    }

    private void Fault(string what)
    {
        lock (faults) faults.Add(what);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
