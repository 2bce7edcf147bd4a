using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.EndToEnd.Phone;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Bench.Telephone;

/// <summary>What callers cost who hear music or talk, and how many a second can be answered.</summary>
internal static class ManyCallers
{
    private const int AgentTone = 500;
    private const int CallerTone = 800;

    // The worker takes 60.
    private const int AtOneMunicipality = 50;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RateTime = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> CostAsync(PhoneFixture fixture, WorkerProcess worker, int count, bool talking)
    {
        await using var telephones = new SipTelephones(AsteriskServer.SharedTrunk, fixture.Asterisk.TrunkPort, AgentTone);
        var callers = new List<SipPhone>();
        try
        {
            for (var begun = 0; begun < count; begun += AtOneMunicipality)
                callers.AddRange(await WaitAsync(fixture, Math.Min(AtOneMunicipality, count - begun), talking));
            if (talking)
            {
                await Eventually.BeTrueAsync(
                    () => Task.FromResult(callers.All(caller => caller.Sound.Hears(AgentTone))
                        && telephones.Sounds.All(telephone => telephone.Hears(CallerTone))),
                    TimeSpan.FromMinutes(2), "all hear each other");
            }
            var (asterisk, its) = (Used(fixture.Asterisk.ProcessId), Used(worker.Id));
            await Task.Delay(Watched);
            var (asteriskAfter, itsAfter) = (Used(fixture.Asterisk.ProcessId), Used(worker.Id));
            var what = talking ? "talk with an agent's telephone" : "wait with music";
            return [Row($"{what} (ulaw): part of a core that Asterisk needs", count, asterisk, asteriskAfter),
                Row($"{what} (ulaw): part of a core that the worker needs", count, its, itsAfter)];
        }
        finally
        {
            foreach (var caller in callers) await caller.DisposeAsync();
        }
    }

    /// <summary>The same with sipp as callers, who hear music in Opus: Asterisk encodes it for each of them.</summary>
    public static async Task<IReadOnlyList<Figure>> CostInOpusAsync(PhoneFixture fixture, WorkerProcess worker, int count)
    {
        var calls = new List<Task>();
        for (var begun = 0; begun < count; begun += AtOneMunicipality)
        {
            var desk = await fixture.DeskAsync();
            var agent = (await desk.AgentsAsync("anna"))[0];
            var atOnce = Math.Min(AtOneMunicipality, count - begun);
            calls.Add(Sipp.CallAsync(
                fixture.Asterisk, desk.Number, [.. Enumerable.Repeat("", atOnce)], SippKeys.Info, SippLine.Opus with { Stay = Stays }));
            await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == atOnce, TimeSpan.FromMinutes(1), "all wait");
        }
        var (asterisk, its) = (Used(fixture.Asterisk.ProcessId), Used(worker.Id));
        await Task.Delay(Watched);
        var (asteriskAfter, itsAfter) = (Used(fixture.Asterisk.ProcessId), Used(worker.Id));
        await Task.WhenAll(calls);
        return [Row("wait with music (Opus): part of a core that Asterisk needs", count, asterisk, asteriskAfter),
            Row("wait with music (Opus): part of a core that the worker needs", count, its, itsAfter)];
    }

    /// <summary>New calls at ever higher rates: the highest at which all are answered in time.</summary>
    public static async Task<Figure> AnsweredAsync(PhoneFixture fixture)
    {
        PhoneDesk[] desks = [await fixture.DeskAsync(), await fixture.DeskAsync(), await fixture.DeskAsync()];
        var (best, details) = (0, "");
        foreach (var rate in (int[])[5, 10, 20, 40, 80])
        {
            var times = await AtRateAsync(fixture, desks, rate);
            var percentile = times.Order().ElementAt((int)(times.Count * 0.95) - 1);
            details += string.Create(CultureInfo.InvariantCulture, $"{rate}/s p95 {percentile.TotalMilliseconds:0} ms; ");
            if (percentile > TimeSpan.FromSeconds(1)) break;
            best = rate;
        }
        return new Figure("new calls a second that are answered within a second (p95), ulaw", best.ToString(CultureInfo.InvariantCulture),
            details.TrimEnd(' ', ';'));
    }

    private static async Task<IReadOnlyList<SipPhone>> WaitAsync(PhoneFixture fixture, int count, bool talking)
    {
        var desk = await fixture.DeskAsync();
        var agents = await desk.AgentsAsync(
            [.. Enumerable.Range(0, talking ? count : 1).Select(number => $"agent{number.ToString(CultureInfo.InvariantCulture)}")]);
        var callers = new List<SipPhone>();
        for (var number = 0; number < count; number++)
        {
            var caller = new SipPhone();
            caller.Sound.Tone = CallerTone;
            callers.Add(caller);
            (await caller.CallAsync(fixture.Asterisk.Sip, desk.Number, KeyedCodes.Number(number))).Should().Be(200);
        }
        await Task.WhenAll(callers.Select(caller => caller.PressAsync("#")));
        await Eventually.BeTrueAsync(async () => (await agents[0].CallsAsync()).Count == count, TimeSpan.FromMinutes(1), "all wait");
        if (!talking) return callers;
        foreach (var (agent, call) in agents.Zip(await agents[0].CallsAsync()))
        {
            await agent.TakeAsync(call.Id);
            var phone = (await agent.ConnectPhoneAsync(call.Id)).Value;
            await fixture.Asterisk.DialInAsync(phone.Extension, AsteriskServer.SharedTrunkName);
        }
        return callers;
    }

    private static async Task<IReadOnlyList<TimeSpan>> AtRateAsync(PhoneFixture fixture, PhoneDesk[] desks, int rate)
    {
        var calls = Enumerable.Range(0, (int)(rate * RateTime.TotalSeconds)).Select(async number =>
        {
            await Task.Delay(TimeSpan.FromSeconds((double)number / rate));
            await using var caller = new SipPhone();
            var dialled = Stopwatch.GetTimestamp();
            try
            {
                var status = await caller.CallAsync(
                    fixture.Asterisk.Sip, desks[number % desks.Length].Number, KeyedCodes.Number(number));
                return status == 200 ? Stopwatch.GetElapsedTime(dialled) : TimeSpan.MaxValue;
            }
            catch (TimeoutException)
            {
                return TimeSpan.MaxValue;
            }
        });
        return await Task.WhenAll(calls);
    }

    private static (TimeSpan Processor, long Memory) Used(int process)
    {
        using var observed = Process.GetProcessById(process);
        return (observed.TotalProcessorTime, observed.WorkingSet64);
    }

    private static Figure Row(
        string what, int count, (TimeSpan Processor, long Memory) before, (TimeSpan Processor, long Memory) after) => new(
        string.Create(CultureInfo.InvariantCulture, $"{count} callers {what}"),
        string.Create(CultureInfo.InvariantCulture, $"{(after.Processor - before.Processor) / Watched * 100:0.0} %"),
        string.Create(CultureInfo.InvariantCulture, $"{after.Memory / 1048576} MiB resident; {Watched.TotalSeconds} s"));
}
