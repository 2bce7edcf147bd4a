using k8s.Models;

namespace IdBellen.Operator.Runtime.Election;

/// <summary>
/// What another process's lease looked like, and since when by our own monotonic clock: clocks of two machines are never compared.
/// </summary>
public sealed class LeaseTerm(TimeProvider time)
{
    private (string? Holder, DateTime? Acquired, DateTime? Renewed) seen;
    private long since;

    /// <summary>How long the lease still holds if it is not renewed; zero when it is free.</summary>
    public TimeSpan Remaining(V1LeaseSpec lease, TimeSpan defaultDuration)
    {
        if (string.IsNullOrEmpty(lease.HolderIdentity)) return TimeSpan.Zero;
        var now = (lease.HolderIdentity, lease.AcquireTime, lease.RenewTime);
        if (seen != now) (seen, since) = (now, time.GetTimestamp());
        var duration = lease.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : defaultDuration;
        var remaining = duration - time.GetElapsedTime(since);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
