using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Telephone;

/// <summary>
/// A call from the queue to its end: follows which agent has it, and repeats its state, because the api ends a call without reports.
/// </summary>
/// <param name="reference">The reference of the call.</param>
/// <param name="say">Sends an event to the caller's page.</param>
internal sealed class Conversation(
    Municipality municipality, string reference, string? callerNumber, ExchangeClient exchange, TimeProvider time,
    Action<CallPhase, string> say)
{
    // The contract requires a report at least every minute.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private string? agent;

    /// <returns>The last words to the caller.</returns>
    public async Task<string> RunAsync(CancellationToken hangUp)
    {
        await exchange.ReportCallAsync(municipality, reference, ReportedCallState.Queued, callerNumber, hangUp);
        say(CallPhase.Queued, Announcements.Queued);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(hangUp);
        await using var snapshots = exchange.FollowAssignmentsAsync(municipality, over.Token).GetAsyncEnumerator(over.Token);
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                next ??= snapshots.MoveNextAsync().AsTask();
                var arrived = await ArrivesAsync(next, hangUp);
                var step = arrived ? await FollowAsync(snapshots.Current, hangUp) : await RepeatAsync(hangUp);
                if (step == NextStep.End) return Announcements.EndedByAgent;
                if (arrived) next = null;
            }
        }
        finally
        {
            await over.CancelAsync();
            if (next is not null) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when it is time to repeat the state.</returns>
    private async Task<bool> ArrivesAsync(Task<bool> next, CancellationToken hangUp)
    {
        try
        {
            return await next.WaitAsync(Heartbeat, time, hangUp);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<NextStep> FollowAsync(IReadOnlyList<Assignment> assignments, CancellationToken hangUp)
    {
        var before = agent;
        agent = assignments.FirstOrDefault(one => one.CallReference == reference)?.AgentId;
        if (agent == before) return NextStep.Queue;
        if (agent is not null)
        {
            say(CallPhase.Connected, before is null ? Announcements.Connected : Announcements.PassedOn);
            return await exchange.ReportCallAsync(municipality, reference, ReportedCallState.Connected, callerNumber, hangUp);
        }
        // Only the response distinguishes a finished call from a released one.
        var next = await exchange.ReportCallAsync(municipality, reference, ReportedCallState.Connected, callerNumber, hangUp);
        if (next != NextStep.End) say(CallPhase.Queued, Announcements.BackInQueue);
        return next;
    }

    // An outage of the api must not end a call; the report after it counts as well.
    private async Task<NextStep> RepeatAsync(CancellationToken hangUp)
    {
        try
        {
            var state = agent is null ? ReportedCallState.Queued : ReportedCallState.Connected;
            return await exchange.ReportCallAsync(municipality, reference, state, callerNumber, hangUp);
        }
        catch (Exception problem) when (problem is ExchangeException { Code: null } or DirectoryUnavailableException)
        {
            return NextStep.Queue;
        }
    }
}
