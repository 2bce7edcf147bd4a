using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace IdBellen.Kubernetes.Watch;

/// <summary>
/// Lists and watches one kind of resource, and delivers changes to an observer. A watch that the server ends is resumed from the last
/// resource version. After <see cref="WatchTimings.RelistAfter"/>, an expired version (410) or any fault, it lists again and delivers the
/// differences. A watch that is silent for longer than its time-out is abandoned.
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

    /// <summary>Runs until cancelled. Faults of the API server are logged and retried; exceptions of the observer are thrown.</summary>
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
                // A successful list is not enough: reset the back-off only after a watch has worked for some time.
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
            // Pause, in case the server ends watches immediately.
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
            // The resource was deleted and recreated with the same name during a gap: report two resources, not a change of one.
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

/// <summary>An observer threw an exception: a bug, not a fault of the API server.</summary>
internal sealed class ObserverFaultException(Exception fault) : Exception("A resource observer failed.", fault);
