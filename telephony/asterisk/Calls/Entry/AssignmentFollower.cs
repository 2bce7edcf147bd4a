using System.Collections.Concurrent;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>
/// Follows for each municipality which agent has which call. Calls of a municipality that is gone are asked about at once. Calls that do
/// not exist any more, because they ended while no worker was there, are reported as ended.
/// </summary>
internal sealed partial class AssignmentFollower(
    MunicipalityDirectory directory, AssignmentStream stream, ExchangeClient exchange, CallBook book, Switchboards boards,
    TelephoneMetrics metrics, ILogger<AssignmentFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (CallingMunicipality Municipality, CancellationTokenSource Over)> followed =
        new(StringComparer.Ordinal);

    private readonly SemaphoreSlim changed = new(1, 1);
    private int mayHaveGone;

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Changed += Wake;
        boards.Adopted += LookForGone;
        try
        {
            while (true)
            {
                await changed.WaitAsync(stoppingToken);
                Follow(stoppingToken);
                if (Interlocked.Exchange(ref mayHaveGone, 0) == 0) continue;
                foreach (var (municipality, over) in followed.Values) EndGone(municipality, over.Token);
            }
        }
        finally
        {
            directory.Changed -= Wake;
            boards.Adopted -= LookForGone;
            foreach (var (_, over) in followed.Values) await over.CancelAsync();
        }
    }

    // Now it is known which calls an Asterisk has; lists that came before said nothing about that.
    private void LookForGone(object? sender, EventArgs nothing)
    {
        Interlocked.Exchange(ref mayHaveGone, 1);
        Wake(sender, nothing);
    }

    private void Wake(object? sender, EventArgs nothing)
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody said so already.
        }
    }

    private void Follow(CancellationToken stoppingToken)
    {
        foreach (var (uid, one) in followed)
        {
            var now = directory.FindByUid(uid);
            if (now?.Host == one.Municipality.Host) continue;
            followed.TryRemove(uid, out _);
            one.Over.Cancel();
            one.Over.Dispose();
            if (now is not null) continue;
            book.Forget(uid);
            foreach (var call in book.Of(uid)) call.Inbox.Put(new CallInput.AskNow());
        }
        foreach (var municipality in directory.All.Where(one => !followed.ContainsKey(one.Uid)))
        {
            var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            followed[municipality.Uid] = (municipality, over);
            var token = over.Token;
            _ = Task.Run(() => FollowAsync(municipality, token), CancellationToken.None);
        }
    }

    private async Task FollowAsync(CallingMunicipality municipality, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await GuardedAsync(municipality, async () =>
            {
                if (boards.HaveAdopted) EndGone(municipality, cancellationToken);
                await foreach (var list in stream.FollowAsync(municipality, cancellationToken))
                {
                    book.Assign(municipality.Uid, list);
                    await EndGoneAsync(municipality, list.Select(one => one.CallReference), cancellationToken);
                }
            }, cancellationToken);
        }
    }

    // One of ours, on an Asterisk all of whose channels we know.
    private bool IsGone(string reference) =>
        boards.OfReference(reference) is { HasAdopted: true, IsConnected: true, Leaving.IsCancellationRequested: false }
        && book.Find(reference) is null;

    private void EndGone(CallingMunicipality municipality, CancellationToken cancellationToken) =>
        _ = Task.Run(() => GuardedAsync(
            municipality,
            async () =>
            {
                var answer = await exchange.OpenCallsAsync(municipality, cancellationToken);
                while (answer is { Data: null, MayBeRepeated: true })
                {
                    await Task.Delay(BetweenTries, cancellationToken);
                    answer = await exchange.OpenCallsAsync(municipality, cancellationToken);
                }
                // An api of an earlier version has no such list.
                await EndGoneAsync(municipality, (answer.Data ?? []).Select(one => one.CallReference), cancellationToken);
            },
            cancellationToken), CancellationToken.None);

    private async Task EndGoneAsync(CallingMunicipality municipality, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        foreach (var reference in references.Where(IsGone))
        {
            metrics.Ended(municipality.Name, "lost");
            await exchange.ReportCallAsync(municipality, reference, ReportedState.Ended, null, cancellationToken);
        }
    }

    private async Task GuardedAsync(CallingMunicipality municipality, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody follows it any more.
        }
        catch (Exception fault)
        {
            LogFault(logger, municipality.Name, new SafeFault(fault), new SafeFault(fault).Stack);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The assignments of {Municipality} cannot be followed: {Fault} {Stack}")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault, string stack);
}
