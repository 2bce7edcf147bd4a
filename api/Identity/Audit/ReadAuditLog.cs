using IdBellen.Api.Agents;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Audit;

/// <summary>
/// A page of the municipality's logs for its admin, newest first: two statements that each read no more of their table than the page, along the
/// index on time.
/// </summary>
public sealed class ReadAuditLog(CurrentCaller caller, TenantDbContext database)
{
    public const int Most = 200;

    /// <param name="before">The id of the last line that was read; null for the newest.</param>
    /// <param name="first">How many lines, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Outcome<IReadOnlyList<AuditLine>>> ExecuteAsync(string? before, int first, CancellationToken cancellationToken)
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        if (first is < 1 or > Most || (before is null ? AuditPlace.Start : AuditPlace.Parse(before)) is not { } place) return Refusal.AuditPageInvalid;
        var lines = (await AccountsAsync(place, first, cancellationToken)).Concat(await DataAsync(place, first, cancellationToken));
        return Outcome<IReadOnlyList<AuditLine>>.Of([.. lines
            .OrderByDescending(line => line.Place.At).ThenBy(line => line.Place.Source).ThenByDescending(line => line.Place.Id)
            .Take(first).Select(line => line.Line)]);
    }

    private async Task<IEnumerable<PlacedLine>> AccountsAsync(AuditPlace after, int first, CancellationToken cancellationToken)
    {
        var bound = after.BoundOf(AuditSource.Accounts);
        var rows = await database.AuditEvents.AsNoTracking().Where(row => row.At <= after.At && (row.At < after.At || row.Id < bound))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(first).ToListAsync(cancellationToken);
        return rows.Select(row => new PlacedLine(new(row.At, AuditSource.Accounts, row.Id), row.Action.ToString(), row.ActorName)
        {
            Account = row.AccountName,
            Origin = row.Origin,
        });
    }

    private async Task<IEnumerable<PlacedLine>> DataAsync(AuditPlace after, int first, CancellationToken cancellationToken)
    {
        var bound = after.BoundOf(AuditSource.Data);
        var rows = await database.DataAccesses.AsNoTracking().Where(row => row.At <= after.At && (row.At < after.At || row.Id < bound))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(first).ToListAsync(cancellationToken);
        return rows.Select(row => new PlacedLine(new(row.At, AuditSource.Data, row.Id), row.Action, row.AccountName) { SessionId = row.SessionId, Link = row.Link });
    }

    private sealed record PlacedLine(AuditPlace Place, string Action, string? Actor)
    {
        public string? Account { get; init; }

        public string? Origin { get; init; }

        public Guid? SessionId { get; init; }

        public string? Link { get; init; }

        public AuditLine Line => new()
        {
            Id = Place.ToString(),
            At = Place.At.UtcDateTime,
            Action = Enum.Parse<AuditedAction>(Action, ignoreCase: true),
            Actor = Actor,
            Account = Account,
            SessionId = SessionId,
            Link = Link,
            Origin = Origin,
        };
    }
}
