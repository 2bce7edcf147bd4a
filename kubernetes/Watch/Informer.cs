using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tenancy.Watch;

/// <summary>
/// Lists, then watches one kind of resource for ever and tells an observer what changed. A watch that the server ends is resumed from
/// the last version seen; after <see cref="WatchTimings.RelistAfter"/>, an expired version (410) or any fault it lists anew, compares, and
/// tells the difference. A watch that stays silent longer than its own time-out is given up. Knows nothing of what it watches.
/// </summary>
public sealed partial class Informer<T>(
    ResourceSource<T> source, IResourceObserver<T> observer, TimeProvider time, ILogger<Informer<T>> logger, WatchTimings? timings = null)
    where T : IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    private readonly WatchTimings timings = timings ?? new WatchTimings();
    private readonly Dictionary<string, T> known = new(StringComparer.Ordinal);
    private bool synced;

    /// <summary>Runs until cancelled; a fault of the API server is logged and tried again, a fault of the observer is thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backOff = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                var resourceVersion = await RelistAsync(cancellationToken);
                await WatchUntilRelistAsync(resourceVersion, cancellationToken);
                backOff = TimeSpan.Zero;
            }
            catch (Exception fault) when (fault is not ObserverFaultException && !cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, typeof(T).Name, fault.GetType().Name);
                // A list that succeeds says little: only after a good time of watching is the next fault a first one.
                var isFirst = backOff == TimeSpan.Zero || time.GetElapsedTime(began) > timings.MaxBackOff;
                backOff = isFirst ? FirstBackOff : TimeSpan.FromTicks(Math.Min((backOff * 2).Ticks, timings.MaxBackOff.Ticks));
                await Task.Delay(backOff, time, cancellationToken);
            }
        }
    }

    private async Task<string> RelistAsync(CancellationToken cancellationToken)
    {
        var (items, resourceVersion) = await source.ListAsync(cancellationToken);
        var listed = items.ToDictionary(Key, StringComparer.Ordinal);
        foreach (var (key, resource) in known.Where(entry => !listed.ContainsKey(entry.Key)).ToList())
        {
            known.Remove(key);
            await TellAsync(() => observer.DeletedAsync(resource, cancellationToken));
        }
        foreach (var resource in items)
            await UpsertAsync(resource, cancellationToken);
        if (!synced)
        {
            synced = true;
            await TellAsync(() => observer.SyncedAsync(cancellationToken));
        }
        return resourceVersion;
    }

    private async Task WatchUntilRelistAsync(string resourceVersion, CancellationToken cancellationToken)
    {
        var listedAt = time.GetTimestamp();
        while (time.GetElapsedTime(listedAt) < timings.RelistAfter)
        {
            var began = time.GetTimestamp();
            using var watchdog = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var silence = time.CreateTimer(_ => watchdog.Cancel(), null, timings.Silence, Timeout.InfiniteTimeSpan);
            await foreach (var (type, resource) in source.WatchAsync(resourceVersion, (int)timings.Timeout.TotalSeconds, watchdog.Token))
            {
                silence.Change(timings.Silence, Timeout.InfiniteTimeSpan);
                // Such as 410 in the stream: the version that we resume from has expired.
                if (type == WatchEventType.Error) throw new HttpRequestException("The API server ended the watch with an error.");
                resourceVersion = resource.Metadata.ResourceVersion;
                await HandleAsync(type, resource, cancellationToken);
            }
            // A server that ends watches as soon as they begin is not to be asked without pause.
            if (time.GetElapsedTime(began) < ShortestWatch) await Task.Delay(ShortestWatch, time, cancellationToken);
        }
    }

    private async Task HandleAsync(WatchEventType type, T resource, CancellationToken cancellationToken)
    {
        switch (type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                await UpsertAsync(resource, cancellationToken);
                break;
            case WatchEventType.Deleted when known.Remove(Key(resource)):
                await TellAsync(() => observer.DeletedAsync(resource, cancellationToken));
                break;
        }
    }

    private async Task UpsertAsync(T resource, CancellationToken cancellationToken)
    {
        var key = Key(resource);
        if (known.TryGetValue(key, out var seen))
        {
            if (seen.Metadata.ResourceVersion == resource.Metadata.ResourceVersion) return;
            // Deleted and made again under the same name while we did not look: two resources, not a change of one.
            if (seen.Metadata.Uid != resource.Metadata.Uid) await TellAsync(() => observer.DeletedAsync(seen, cancellationToken));
        }
        known[key] = resource;
        await TellAsync(() => observer.UpsertedAsync(resource, cancellationToken));
    }

    private static string Key(T resource) => $"{resource.Metadata.NamespaceProperty}/{resource.Metadata.Name}";

    private static async Task TellAsync(Func<ValueTask> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new ObserverFaultException(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching {Kind} was interrupted by {Fault}; listing again")]
    private static partial void LogFault(ILogger logger, string kind, string fault);
}

/// <summary>An observer threw: a bug of ours, not a fault of the API server.</summary>
public sealed class ObserverFaultException(Exception fault) : Exception("A resource observer failed.", fault);
