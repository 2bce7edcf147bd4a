using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>Who signed in within thirty days, the latest first: all that is known here of people whom another provider manages.</summary>
public sealed class ListRecentSignIns(CurrentCaller caller, TenantDbContext database, TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    public async Task<Outcome<IReadOnlyList<RecentSignIn>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        var since = time.GetUtcNow() - Recent;
        var people = await database.AuditEvents.Where(line => line.At > since && line.Action == AuditAction.SignedIn && line.ActorId != null)
            .GroupBy(line => line.ActorId)
            .Select(lines => lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).First())
            .AsNoTracking().ToListAsync(cancellationToken);
        return Outcome<IReadOnlyList<RecentSignIn>>.Of(
            [.. people.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).Take(Most).Select(line => new RecentSignIn(line.ActorName ?? "", line.At.UtcDateTime))]);
    }
}

/// <summary>The last time that somebody signed in.</summary>
public sealed record RecentSignIn(string DisplayName, DateTime At)
{
    /// <summary>As it was at that moment.</summary>
    public string DisplayName { get; } = DisplayName;

    public DateTime At { get; } = At;
}
