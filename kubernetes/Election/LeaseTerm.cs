using k8s.Models;

namespace IdBellen.Kubernetes.Election;

/// <summary>
/// Another process's lease as last observed, and since when by our own monotonic clock: the clocks of two machines are never compared.
/// </summary>
internal sealed class LeaseTerm(TimeProvider time)
{
    private (string? Holder, DateTime? Acquired, DateTime? Renewed) seen;
    private long since;

    /// <summary>The remaining time of the lease without a renewal; zero if it is free.</summary>
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
