using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Kubernetes.Election;

/// <summary>Acquires, renews and releases one lease, again and again if need be.</summary>
public sealed partial class LeaseHolder(LeaseClient lease, LeadershipOptions times, TimeProvider time, ILogger logger)
{
    private V1Lease? held;
    private long renewedAt;

    /// <summary>As whom it holds the lease.</summary>
    public string Identity { get; } = $"{Environment.MachineName}-{Guid.NewGuid():N}".ToLowerInvariant();

    /// <summary>Returns when the lease is held.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var term = new LeaseTerm(time);
        while (true)
        {
            var pause = times.RetryPeriod;
            try
            {
                renewedAt = time.GetTimestamp();
                var found = await lease.ReadAsync(cancellationToken);
                // Already ours, if the response to an earlier attempt was lost.
                var remaining = found is null || found.Spec.HolderIdentity == Identity
                    ? TimeSpan.Zero : term.Remaining(found.Spec, times.LeaseDuration);
                if (remaining == TimeSpan.Zero && (held = await lease.WriteAsync(found, Claim(found), cancellationToken)) is not null)
                    return;
                if (remaining > TimeSpan.Zero && remaining < pause) pause = remaining;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnanswered(logger, Name(fault));
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Renews the lease; returns when it is another's, or could not be renewed in time.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(times.RetryPeriod, time, cancellationToken);
            // The request timeout leaves time for a second attempt. A process that was suspended still tries once: if no other replica has
            // taken the lease, the renewal succeeds.
            var before = renewedAt;
            var remaining = times.RenewDeadline - time.GetElapsedTime(before);
            var limit = TimeSpan.FromTicks(Math.Clamp(remaining.Ticks, times.RetryPeriod.Ticks, times.RenewDeadline.Ticks / 2));
            using var late = new CancellationTokenSource(limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            try
            {
                if (!await RenewAsync(either.Token)) return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnanswered(logger, Name(fault));
            }
            if (renewedAt == before && time.GetElapsedTime(before) >= times.RenewDeadline) return;
        }
    }

    // False when another holds the lease.
    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var written = await lease.WriteAsync(held, Claim(held), cancellationToken);
        if (written is null)
        {
            var found = await lease.ReadAsync(cancellationToken);
            if (found is not null && found.Spec.HolderIdentity != Identity) return false;
            held = found;
            written = await lease.WriteAsync(found, Claim(found), cancellationToken);
        }
        if (written is not null) (held, renewedAt) = (written, began);
        return true;
    }

    /// <summary>Lets others take the lease at once. Call it only while it is held.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (held is not { } ours) return;
        try
        {
            await lease.WriteAsync(ours, new V1LeaseSpec { LeaseTransitions = ours.Spec.LeaseTransitions }, cancellationToken);
            LogReleased(logger, Identity);
        }
        catch (Exception fault)
        {
            // An answer can break off in more ways than there are names for; the lease runs out by itself, and nothing else may hold up the
            // end.
            LogUnanswered(logger, Name(fault));
        }
    }

    private V1LeaseSpec Claim(V1Lease? before)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var isOurs = before?.Spec.HolderIdentity == Identity;
        return new V1LeaseSpec
        {
            HolderIdentity = Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(times.LeaseDuration.TotalSeconds),
            AcquireTime = isOurs ? before!.Spec.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = (before?.Spec.LeaseTransitions ?? 0) + (isOurs || before is null ? 0 : 1),
        };
    }

    private static string Name(Exception fault) =>
        fault is HttpOperationException refused ? $"{(int)refused.Response.StatusCode}" : fault.GetType().Name;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} has released its lease")]
    private static partial void LogReleased(ILogger logger, string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be read or written: {Fault}; retrying")]
    private static partial void LogUnanswered(ILogger logger, string fault);
}
