using System.Runtime.CompilerServices;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Platform.Feeds;

/// <summary>
/// Reads one tenant's projection from the first subscription until the last one ends: on a hint, and at least every two seconds. Reads
/// never overlap. A feed that has ended is not started again.
/// </summary>
/// <param name="onEnded">Called once, when the last subscription ends, before <see cref="TrySubscribe"/> returns false.</param>
internal sealed partial class TenantFeed<TSubscriber, TSnapshot>(
    string tenantUid, Func<ITenantProjection<TSubscriber, TSnapshot>> newProjection, Action<TenantFeed<TSubscriber, TSnapshot>> onEnded,
    ServedTenants registry, TenantScopes scopes, TimeProvider time, ILogger logger)
    : IDisposable
    where TSubscriber : class
    where TSnapshot : class
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock changing = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly List<TSubscriber> subscribers = [];
    private readonly CancellationTokenSource running = new();
    private bool hasEnded;
    private long readsStarted;
    private Reading? latest;
    private TaskCompletionSource published = NewSignal();

    /// <summary>Adds a subscriber; <see cref="ReadAsync"/> must follow, which removes it.</summary>
    /// <param name="from">What <see cref="ReadAsync"/> must be called with.</param>
    /// <returns>False when the feed has ended.</returns>
    public bool TrySubscribe(TSubscriber subscriber, out long from)
    {
        lock (changing)
        {
            from = 0;
            if (hasEnded) return false;
            subscribers.Add(subscriber);
            if (subscribers.Count == 1) _ = RunAsync(running.Token);
            Wake();
            from = readsStarted;
            return true;
        }
    }

    /// <summary>
    /// The snapshots that were read after the subscription; see <see cref="TenantFeeds{TSubscriber, TSnapshot}.WatchAsync"/>.
    /// </summary>
    public async IAsyncEnumerable<TSnapshot> ReadAsync(
        TSubscriber subscriber, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = from;
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
            Unsubscribe(subscriber);
        }
    }

    public void Wake()
    {
        if (wake.CurrentCount == 0) wake.Release();
    }

    public void Dispose()
    {
        running.Dispose();
        wake.Dispose();
    }

    // Only a read that started after the subscription, because an older one may miss the subscriber's latest change.
    private (Reading? Fresh, Task Next) NewerThan(long sequence)
    {
        lock (changing) return (latest is { } reading && reading.Sequence > sequence ? reading : null, published.Task);
    }

    private void Unsubscribe(TSubscriber subscriber)
    {
        lock (changing)
        {
            subscribers.RemoveAt(subscribers.FindIndex(one => ReferenceEquals(one, subscriber)));
            if (subscribers.Count > 0) return;
            hasEnded = true;
            onEnded(this);
            running.Cancel();
            running.Dispose();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var projection = newProjection();
        try
        {
            while (true)
            {
                var gone = await ReadAndPublishAsync(projection, cancellationToken);
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
    private async Task<CancellationToken> ReadAndPublishAsync(
        ITenantProjection<TSubscriber, TSnapshot> projection, CancellationToken cancellationToken)
    {
        long sequence;
        TSubscriber[] present;
        lock (changing)
        {
            sequence = ++readsStarted;
            present = [.. subscribers];
        }
        TSnapshot? snapshot = null;
        var gone = CancellationToken.None;
        try
        {
            if (registry.TryFindByUid(tenantUid, out var tenant))
            {
                gone = tenant.Database.Closed;
                await using var scope = scopes.Open(tenant);
                snapshot = await projection.ReadAsync(scope.ServiceProvider, present, cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Subscribers keep what they have; the next reading sets them right.
            LogFault(logger, new SafeFault(fault));
            return CancellationToken.None;
        }
        var content = SnapshotHash.Of(snapshot);
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live feed could not be read: {Fault}")]
    private static partial void LogFault(ILogger logger, SafeFault fault);

    private sealed record Reading(long Sequence, TSnapshot? Snapshot, byte[] Content);
}
