using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Runtime.Election;

/// <summary>
/// Competes for a lease and keeps it. When the lease is lost, leadership ends at once and the process after it: what it knows may be old,
/// and a fresh start is the one way back that is always right. A clean stop gives the lease back, after the workers have stopped.
/// </summary>
public sealed partial class LeaderElection(
    LeaseClient lease, Leadership leadership, IOptions<LeadershipOptions> options, TimeProvider time, IHostApplicationLifetime process,
    ILogger<LeaderElection> logger) : BackgroundService
{
    private readonly LeadershipOptions times = options.Value;
    private readonly string identity = $"{Environment.MachineName}-{Guid.NewGuid():N}".ToLowerInvariant();
    private V1Lease? held;
    private long renewedAt;

    /// <summary>True when the process ends because the lease was lost.</summary>
    public bool HasFailed { get; private set; }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // When there was no time to wait for the workers, the lease runs out by itself.
        if (leadership.IsHeld && held is not null && !cancellationToken.IsCancellationRequested) await ReleaseAsync(held, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AcquireAsync(stoppingToken);
        leadership.Gain();
        LogGained(logger, identity);
        await KeepAsync(stoppingToken);
        leadership.Lose();
        if (process.ApplicationStopping.IsCancellationRequested) return;
        HasFailed = true;
        LogLost(logger, identity);
        process.StopApplication();
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var term = new LeaseTerm(time);
        while (true)
        {
            var pause = times.RetryPeriod;
            try
            {
                renewedAt = time.GetTimestamp();
                var found = await lease.ReadAsync(cancellationToken);
                // Ours already, when the answer to an earlier attempt was lost.
                var remaining = found is null || found.Spec.HolderIdentity == identity ? TimeSpan.Zero : term.Remaining(found.Spec, times.LeaseDuration);
                if (remaining == TimeSpan.Zero && (held = await lease.WriteAsync(found, Claim(found), cancellationToken)) is not null) return;
                if (remaining > TimeSpan.Zero && remaining < pause) pause = remaining;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnanswered(logger, Name(fault));
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    // Returns when the lease is another's, or could not be renewed in time.
    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(times.RetryPeriod, time, cancellationToken);
            // One request that gets no answer leaves time for another. A process that was held up itself still asks once: if nobody has
            // taken the lease meanwhile, the renewal succeeds and nothing was lost.
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
            if (found is not null && found.Spec.HolderIdentity != identity) return false;
            held = found;
            written = await lease.WriteAsync(found, Claim(found), cancellationToken);
        }
        if (written is not null) (held, renewedAt) = (written, began);
        return true;
    }

    private async Task ReleaseAsync(V1Lease ours, CancellationToken cancellationToken)
    {
        try
        {
            await lease.WriteAsync(ours, new V1LeaseSpec { LeaseTransitions = ours.Spec.LeaseTransitions }, cancellationToken);
            LogReleased(logger, identity);
        }
        catch (Exception fault)
        {
            // An answer can break off in more ways than there are names for; the lease runs out by itself, and nothing else may hold up the end.
            LogUnanswered(logger, Name(fault));
        }
    }

    private V1LeaseSpec Claim(V1Lease? before)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var isOurs = before?.Spec.HolderIdentity == identity;
        return new V1LeaseSpec
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = (int)Math.Ceiling(times.LeaseDuration.TotalSeconds),
            AcquireTime = isOurs ? before!.Spec.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = (before?.Spec.LeaseTransitions ?? 0) + (isOurs || before is null ? 0 : 1),
        };
    }

    private static string Name(Exception fault) =>
        fault is HttpOperationException refused ? $"{(int)refused.Response.StatusCode}" : fault.GetType().Name;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} leads")]
    private static partial void LogGained(ILogger logger, string identity);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Identity} has lost its lease; the process ends")]
    private static partial void LogLost(ILogger logger, string identity);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} has given its lease back")]
    private static partial void LogReleased(ILogger logger, string identity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be read or written, trying again: {Fault}")]
    private static partial void LogUnanswered(ILogger logger, string fault);
}
