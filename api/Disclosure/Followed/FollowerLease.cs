using IdBellen.Api.Events;
using Npgsql;

namespace IdBellen.Api.Sessions.Following;

/// <summary>
/// This replica's lease on all the sessions that it follows: one row that it renews, however many sessions there are. Times are the
/// database's, so that replicas' clocks don't matter.
/// </summary>
public sealed class FollowerLease(PlatformDataSource platform)
{
    /// <summary>How many sessions are taken over with one statement.</summary>
    public const int AdoptedAtOnce = 1000;

    /// <summary>How long a replica that died keeps its sessions.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <summary>Written beside each session; a new one after the lease was lost.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <returns>False when the lease had run out, or never began; then there is a new one, without sessions.</returns>
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

    /// <summary>Notes a session that starts now. Without a live lease it stands there for anyone.</summary>
    public async Task AddAsync(Guid sessionId, string tenantUid, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        await using var add = Command(
            "INSERT INTO follow_up (session_id, tenant_uid, due_at, owner) VALUES ($2, $3, $4, (SELECT id FROM follower WHERE id = $1))",
            Id, sessionId, tenantUid, dueAt);
        await add.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes over what nobody follows of these tenants and is due, up to <see cref="AdoptedAtOnce"/>.</summary>
    public async Task<IReadOnlyList<OrphanedSession>> AdoptAsync(string[] tenantUids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var adopt = Command(
            """
            UPDATE follow_up SET owner = $1 WHERE session_id IN (
                SELECT session_id FROM follow_up
                WHERE (owner IS NULL OR owner = ANY (ARRAY(SELECT id FROM follower WHERE alive_until <= clock_timestamp())))
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

    /// <summary>Gives back what could not be read.</summary>
    public async Task ReleaseAsync(Guid[] sessionIds, CancellationToken cancellationToken)
    {
        await using var release = Command("UPDATE follow_up SET owner = NULL WHERE owner = $1 AND session_id = ANY ($2)", Id, sessionIds);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Of these sessions nothing more will come.</summary>
    public async Task DeleteAsync(Guid[] sessionIds, CancellationToken cancellationToken)
    {
        await using var delete = platform.Value.CreateCommand("DELETE FROM follow_up WHERE session_id = ANY ($1)");
        delete.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = sessionIds });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Replicas that died long ago leave no row; what they followed becomes anyone's.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var sweep = platform.Value.CreateCommand("DELETE FROM follower WHERE alive_until < clock_timestamp() - $1");
        sweep.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Forgotten });
        await sweep.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A clean stop: others take over at once.</summary>
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
public sealed record OrphanedSession(Guid Id, string TenantUid, DateTimeOffset DueAt);
