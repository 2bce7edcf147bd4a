using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Events;

/// <summary>
/// Reads one tenant's projection while it has subscribers: on a hint, and at least every two seconds. Reads never overlap. Notes that the
/// agents among the subscribers are there.
/// </summary>
public sealed partial class TenantFeed(
    string tenantUid, TenantRegistry registry, TenantScopes scopes, TimeProvider time, ILogger<TenantFeed> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock changing = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly Dictionary<Guid, int> watchedSessions = [];
    private readonly Dictionary<Guid, (string Name, int Streams)> agents = [];
    private bool isAgentNew;
    private long presenceRenewedAt;
    private CancellationTokenSource? running;
    private int subscribers;
    private long readsStarted;
    private Reading? latest;
    private TaskCompletionSource published = NewSignal();

    public async IAsyncEnumerable<LiveSnapshot> WatchAsync(
        Guid? sessionId, Caller.Person? agent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = Subscribe(sessionId, agent);
        try
        {
            while (true)
            {
                var (fresh, next) = NewerThan(seen);
                if (fresh is null)
                {
                    await next.WaitAsync(cancellationToken);
                    continue;
                }
                seen = fresh.Sequence;
                if (fresh.Snapshot is null) yield break;
                yield return fresh.Snapshot;
            }
        }
        finally
        {
            Unsubscribe(sessionId, agent);
        }
    }

    public void Wake()
    {
        if (wake.CurrentCount == 0) wake.Release();
    }

    public void Dispose()
    {
        running?.Dispose();
        wake.Dispose();
    }

    private long Subscribe(Guid? sessionId, Caller.Person? agent)
    {
        lock (changing)
        {
            if (sessionId is { } id) watchedSessions[id] = watchedSessions.GetValueOrDefault(id) + 1;
            if (agent is not null)
            {
                agents[agent.AccountId] = (agent.DisplayName, agents.GetValueOrDefault(agent.AccountId).Streams + 1);
                isAgentNew = true;
            }
            if (subscribers++ == 0)
            {
                running = new CancellationTokenSource();
                _ = RunAsync(running.Token);
            }
            Wake();
            return readsStarted;
        }
    }

    // Only a reading that began after the subscription: an older one may miss what the subscriber has just done.
    private (Reading? Fresh, Task Next) NewerThan(long sequence)
    {
        lock (changing) return (latest is { } reading && reading.Sequence > sequence ? reading : null, published.Task);
    }

    private void Unsubscribe(Guid? sessionId, Caller.Person? agent)
    {
        lock (changing)
        {
            if (sessionId is { } id && --watchedSessions[id] == 0) watchedSessions.Remove(id);
            if (agent is not null)
            {
                var (name, streams) = agents[agent.AccountId];
                if (streams == 1) agents.Remove(agent.AccountId);
                else agents[agent.AccountId] = (name, streams - 1);
            }
            if (--subscribers > 0) return;
            running?.Cancel();
            latest = null;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var gone = await ReadAndPublishAsync(cancellationToken);
                using var tick = new CancellationTokenSource(Interval, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, gone, cancellationToken);
                await wake.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last subscriber left.
        }
    }

    /// <returns>Cancelled when the municipality is no longer served.</returns>
    private async Task<CancellationToken> ReadAndPublishAsync(CancellationToken cancellationToken)
    {
        long sequence;
        List<Guid> sessions;
        lock (changing)
        {
            sequence = ++readsStarted;
            sessions = [.. watchedSessions.Keys];
        }
        LiveSnapshot? snapshot = null;
        var gone = CancellationToken.None;
        try
        {
            if (registry.TryFindByUid(tenantUid, out var tenant))
            {
                gone = tenant.Database.Closed;
                await using var scope = scopes.Open(tenant);
                if (PresenceToRenew() is { } here) await scope.ServiceProvider.GetRequiredService<RenewPresence>().ExecuteAsync(here, cancellationToken);
                snapshot = await scope.ServiceProvider.GetRequiredService<ReadLiveSnapshot>().ExecuteAsync(sessions, cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Subscribers keep what they have; the next reading sets them right.
            LogFault(logger, fault.GetType().Name);
            return CancellationToken.None;
        }
        var content = JsonSerializer.SerializeToUtf8Bytes(snapshot);
        lock (changing)
        {
            if (cancellationToken.IsCancellationRequested) return gone;
            latest = latest is { } before && before.Content.AsSpan().SequenceEqual(content)
                ? before with { Sequence = sequence }
                : new Reading(sequence, snapshot, content);
            published.TrySetResult();
            published = NewSignal();
        }
        return gone;
    }

    private Dictionary<Guid, string>? PresenceToRenew()
    {
        lock (changing)
        {
            if (agents.Count == 0 || (!isAgentNew && time.GetElapsedTime(presenceRenewedAt) < RenewPresence.Interval)) return null;
            isAgentNew = false;
            presenceRenewedAt = time.GetTimestamp();
            return agents.ToDictionary(agent => agent.Key, agent => agent.Value.Name);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live feed could not be read: {Fault}")]
    private static partial void LogFault(ILogger logger, string fault);

    private sealed record Reading(long Sequence, LiveSnapshot? Snapshot, byte[] Content);
}
