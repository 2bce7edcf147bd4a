using IdBellen.Api.Identity.Actors;

namespace IdBellen.Api.Telephony.Live;

/// <summary>Who sees which caller's data. The feed records it for all watching agents before any of them sees a call.</summary>
internal interface IAccessRecord
{
    /// <summary>Of these calls, those whose overview shows attributes.</summary>
    IEnumerable<LiveCall> WithAttributes(IReadOnlyList<LiveCall> calls);

    /// <summary>Records overviews, in one statement; once per agent and session.</summary>
    Task OverviewsAsync(IReadOnlyCollection<(Actor.Person Agent, LiveCall Call)> seen, CancellationToken cancellationToken);
}
