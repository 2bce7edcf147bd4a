using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Audit;

/// <summary>
/// A page of the municipality's logs for its admin, newest first: two statements that each read no more of their table than the page, along
/// the index on time.
/// </summary>
internal sealed class ReadAuditLog(CurrentActor actor, TenantDbContext database)
{
    public const int Most = 200;

    /// <param name="before">The id of the last line that was read; null for the newest.</param>
    /// <param name="first">How many lines, 1 to 200.</param>
    public async Task<Outcome<IReadOnlyList<AuditLine>>> ExecuteAsync(string? before, int first, CancellationToken cancellationToken)
    {
        if (actor.Admin is null) return actor.PersonRefusal;
        if (first is < 1 or > Most || (before is null ? AuditCursor.Start : AuditCursor.Parse(before)) is not { } place)
            return Refusal.AuditPageInvalid;
        var lines = (await AccountsAsync(place, first, cancellationToken)).Concat(await DataAsync(place, first, cancellationToken));
        return Outcome<IReadOnlyList<AuditLine>>.Of([.. lines
            .OrderByDescending(line => line.Place.At).ThenBy(line => line.Place.Source).ThenByDescending(line => line.Place.Id)
            .Take(first).Select(line => line.Line)]);
    }

    private async Task<IEnumerable<PlacedLine>> AccountsAsync(AuditCursor after, int first, CancellationToken cancellationToken)
    {
        var bound = after.BoundOf(AuditSource.Accounts);
        var rows = await database.AuditEvents.AsNoTracking().Where(row => row.At <= after.At && (row.At < after.At || row.Id < bound))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(first).ToListAsync(cancellationToken);
        return rows.Select(row => new PlacedLine(new(row.At, AuditSource.Accounts, row.Id), row.Action.ToString(), row.ActorName)
        {
            Account = row.AccountName,
            Telephone = row.Telephone,
            Origin = row.Origin,
        });
    }

    private async Task<IEnumerable<PlacedLine>> DataAsync(AuditCursor after, int first, CancellationToken cancellationToken)
    {
        var bound = after.BoundOf(AuditSource.Data);
        var rows = await database.AccessLogRecords.AsNoTracking().Where(row => row.At <= after.At && (row.At < after.At || row.Id < bound))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(first).ToListAsync(cancellationToken);
        return rows.Select(row => new PlacedLine(new(row.At, AuditSource.Data, row.Id), row.Action,
            row.AccountName)
        { SessionId = row.SessionId, Link = row.Link });
    }

    private sealed record PlacedLine(AuditCursor Place, string Action, string? Actor)
    {
        public string? Account { get; init; }

        public string? Telephone { get; init; }

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
            Telephone = Telephone,
            Origin = Origin,
        };
    }
}
