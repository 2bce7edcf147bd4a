using System.Net;
using System.Threading.RateLimiting;
using IdBellen.Api.Throttles;

namespace IdBellen.Api.Sessions;

/// <summary>
/// How fast invitation codes may be tried, for each replica. One address runs into its own limit first, so that it shuts out nobody else. The
/// limit of the municipality holds against many addresses: with a hundred invitations open, four guesses a second hit one in fifty years. Both
/// fill up again by themselves, so that nobody is shut out for longer than the guessing goes on.
/// </summary>
public sealed class InvitationGuesses : IDisposable
{
    private readonly PartitionedRateLimiter<(string TenantUid, IPAddress? Address)> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string TenantUid, IPAddress? Address), (string, IPAddress)>(guess => RateLimitPartition.GetTokenBucketLimiter(
            (guess.TenantUid, Subscriber.Of(guess.Address)), _ => Bucket(10, TimeSpan.FromSeconds(2)))),
        PartitionedRateLimiter.Create<(string TenantUid, IPAddress? Address), string>(guess => RateLimitPartition.GetTokenBucketLimiter(
            guess.TenantUid, _ => Bucket(60, TimeSpan.FromMilliseconds(250)))));

    /// <summary>Counts as a guess, right or wrong.</summary>
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
