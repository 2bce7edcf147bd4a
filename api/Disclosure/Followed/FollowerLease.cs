using IdBellen.Api.Platform.Connections;
using Npgsql;

namespace IdBellen.Api.Disclosure.Followed;

/// <summary>
/// This replica's lease on all sessions that it follows: a single row, however many sessions there are. Times are those of the database, so
/// the replicas' clocks do not matter.
/// </summary>
internal sealed class FollowerLease(PlatformDataSource platform)
{
    /// <summary>Maximum number of sessions to take over with one statement.</summary>
    public const int AdoptedAtOnce = 1000;

    private const string Orphaned =
        "(owner IS NULL OR owner = ANY (ARRAY(SELECT id FROM follower WHERE alive_until <= clock_timestamp())))";

    /// <summary>The time after which the sessions of a crashed replica can be taken over.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <summary>The owner id in each session's row. Replaced after the lease was lost.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <returns>False if the lease had expired or did not exist. A new one, without sessions, replaces it.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        await using var renew = Command(
            "UPDATE follower SET alive_until = clock_timestamp() + $2 WHERE id = $1 AND alive_until > clock_timestamp()", Id, Lifetime);
        if (await renew.ExecuteNonQueryAsync(cancellationToken) == 1) return true;
        Id = Guid.NewGuid();
        await using var begin = Command("INSERT INTO follower (id, alive_until) VALUES ($1, clock_timestamp() + $2)", Id, Lifetime);
        await begin.ExecuteNonQueryAsync(cancellationToken);
        return false;
    }

    /// <summary>Registers a session that starts now. Without a live lease it is available to all replicas.</summary>
    public async Task AddAsync(Guid sessionId, string tenantUid, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        await using var add = Command(
            "INSERT INTO follow_up (session_id, tenant_uid, due_at, owner) VALUES ($2, $3, $4, (SELECT id FROM follower WHERE id = $1))",
            Id, sessionId, tenantUid, dueAt);
        await add.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The tenants of sessions that are due and that no replica follows: none, unless a replica has just ended.</summary>
    public async Task<IReadOnlyList<string>> OrphanedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var find = Command($"SELECT DISTINCT tenant_uid FROM follow_up WHERE {Orphaned} AND due_at <= $1", now);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        var uids = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) uids.Add(reader.GetString(0));
        return uids;
    }

    /// <summary>Takes over sessions of these tenants that are due and that no replica follows, up to <see cref="AdoptedAtOnce"/>.</summary>
    public async Task<IReadOnlyList<OrphanedSession>> AdoptAsync(
        string[] tenantUids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var adopt = Command(
            $"""
            UPDATE follow_up SET owner = $1 WHERE session_id IN (
                SELECT session_id FROM follow_up
                WHERE {Orphaned}
                    AND due_at <= $3 AND tenant_uid = ANY ($2)
                LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING session_id, tenant_uid, due_at
            """, Id, tenantUids, now, AdoptedAtOnce);
        await using var reader = await adopt.ExecuteReaderAsync(cancellationToken);
        var orphans = new List<OrphanedSession>();
        while (await reader.ReadAsync(cancellationToken))
            orphans.Add(new(reader.GetGuid(0), reader.GetString(1), await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken)));
        return orphans;
    }

    /// <summary>Releases sessions that could not be read.</summary>
    public async Task ReleaseAsync(Guid[] sessionIds, CancellationToken cancellationToken)
    {
        await using var release = Command("UPDATE follow_up SET owner = NULL WHERE owner = $1 AND session_id = ANY ($2)", Id, sessionIds);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes sessions that have ended.</summary>
    public async Task DeleteAsync(Guid[] sessionIds, CancellationToken cancellationToken)
    {
        await using var delete = platform.Value.CreateCommand("DELETE FROM follow_up WHERE session_id = ANY ($1)");
        delete.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = sessionIds });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes the rows of replicas that crashed long ago; their sessions become available to all.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var sweep = platform.Value.CreateCommand("DELETE FROM follower WHERE alive_until < clock_timestamp() - $1");
        sweep.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Forgotten });
        await sweep.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Releases the lease at shutdown, so that other replicas take over immediately.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var end = Command("DELETE FROM follower WHERE id = $1", Id);
        await end.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = platform.Value.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}

/// <summary>A session whose follower died.</summary>
internal sealed record OrphanedSession(Guid Id, string TenantUid, DateTimeOffset DueAt);
