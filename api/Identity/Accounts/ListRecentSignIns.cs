using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Lists the people who signed in within thirty days, most recent first, for a municipality with its own provider.</summary>
internal sealed class ListRecentSignIns(CurrentActor actor, TenantDbContext database, TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    public async Task<Outcome<IReadOnlyList<RecentSignIn>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Admin is null) return actor.PersonRefusal;
        var since = time.GetUtcNow() - Recent;
        var people = await database.AuditEvents.Where(
            line => line.At > since && line.Action == AuditAction.SignedIn && line.ActorId != null)
            .GroupBy(line => line.ActorId)
            .Select(lines => lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).First())
            .AsNoTracking().ToListAsync(cancellationToken);
        return Outcome<IReadOnlyList<RecentSignIn>>.Of(
            [.. people.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).Take(Most)
                .Select(line => new RecentSignIn(line.ActorName ?? "", line.At.UtcDateTime))]);
    }
}

/// <summary>A person's most recent sign-in.</summary>
internal sealed record RecentSignIn(string DisplayName, DateTime At)
{
    /// <summary>The display name at that time.</summary>
    public string DisplayName { get; } = DisplayName;

    public DateTime At { get; } = At;
}
