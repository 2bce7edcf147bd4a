using System.Net;
using System.Threading.RateLimiting;
using IdBellen.Api.Platform.Throttles;

namespace IdBellen.Api.Telephony.Invitations;

/// <summary>
/// Rate limits on invitation codes, per replica: per address, so that one cannot lock out others, and per municipality, against many
/// addresses. With a hundred open invitations, four guesses a second succeed once in fifty years. Both limits recover when the guessing
/// stops.
/// </summary>
internal sealed class InvitationGuesses : IDisposable
{
    private readonly PartitionedRateLimiter<(string TenantUid, IPAddress? Address)> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string TenantUid, IPAddress? Address), (string,
            IPAddress)>(guess => RateLimitPartition.GetTokenBucketLimiter(
            (guess.TenantUid, Subscriber.Of(guess.Address)), _ => Bucket(10, TimeSpan.FromSeconds(2)))),
        PartitionedRateLimiter.Create<(string TenantUid, IPAddress? Address), string>(guess => RateLimitPartition.GetTokenBucketLimiter(
            guess.TenantUid, _ => Bucket(60, TimeSpan.FromMilliseconds(250)))));

    /// <summary>Counts an attempt, whether correct or not.</summary>
    public bool MayGuess(string tenantUid, IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire((tenantUid, address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int burst, TimeSpan each) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = each,
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
