using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Api.Platform.Replicas;

/// <summary>This replica's rows in the platform database. Times are the database's; each call gives its clock.</summary>
internal sealed class ReplicaRows(PlatformDataSource platform)
{
    /// <summary>Replicas that died this long ago are forgotten.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Guid id = Guid.NewGuid();

    /// <summary>Reports that the replica is alive and that its municipalities are not known yet.</summary>
    public async Task<DateTimeOffset> RegisterAsync(CancellationToken cancellationToken)
    {
        await using var command = platform.Value.CreateCommand(
            "INSERT INTO replica (id, seen_at, synced) VALUES ($1, now(), false) ON CONFLICT (id) DO UPDATE SET seen_at = now(), synced = "
                + "false RETURNING seen_at");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return Clock(await command.ExecuteScalarAsync(cancellationToken))!.Value;
    }

    /// <summary>Reports that the replica is alive, and everything that it uses.</summary>
    /// <param name="versions">The version of each municipality's Secret.</param>
    public async Task<DateTimeOffset> WriteAsync(IReadOnlyDictionary<string, string> versions, CancellationToken cancellationToken)
    {
        // A batch is one transaction, so no reader sees a part of it.
        await using var batch = platform.Value.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "INSERT INTO replica (id, seen_at, synced) VALUES ($1, now(), true) ON CONFLICT (id) DO UPDATE SET seen_at = now(), synced = "
                + "true RETURNING seen_at")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM replica_tenant WHERE replica_id = $1 AND tenant_uid <> ALL ($2)")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<string[]> { TypedValue = [.. versions.Keys] } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            INSERT INTO replica_tenant AS known (replica_id, tenant_uid, secret_version)
            SELECT $1, uid, version FROM unnest($2, $3) AS used (uid, version)
            ON CONFLICT (replica_id, tenant_uid) DO UPDATE SET secret_version = excluded.secret_version
            WHERE known.secret_version <> excluded.secret_version
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<string[]> { TypedValue = [.. versions.Keys] },
                new NpgsqlParameter<string[]> { TypedValue = [.. versions.Values] },
            },
        });
        return Clock(await batch.ExecuteScalarAsync(cancellationToken))!.Value;
    }

    /// <summary>Reports that the replica is alive, without changes. Null when its row no longer exists.</summary>
    public async Task<DateTimeOffset?> BeatAsync(CancellationToken cancellationToken)
    {
        await using var command = platform.Value.CreateCommand(
            """
            WITH forgotten AS (DELETE FROM replica WHERE id <> $1 AND seen_at < now() - $2)
            UPDATE replica SET seen_at = now() WHERE id = $1 RETURNING seen_at
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Memory });
        return Clock(await command.ExecuteScalarAsync(cancellationToken));
    }

    /// <summary>Removes the replica's rows.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var command = platform.Value.CreateCommand("DELETE FROM replica WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DateTimeOffset? Clock(object? seenAt) => seenAt is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : null;
}
