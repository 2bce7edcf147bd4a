using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Rules;
using Npgsql;
using NpgsqlTypes;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The specifications in force, and the hosts and numbers that they claim. Stored in the platform database, because they must outlive every
/// process and the resource, and only the operator may write them.
/// </summary>
internal sealed class AcceptedSpecs(PostgresServer server)
{
    /// <summary>The stored state of a municipality; null before a specification was accepted or refused as pruned.</summary>
    public async Task<AcceptedRecord?> FindAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT spec, generation, pruned_generation,
                ARRAY(SELECT kind FROM claim WHERE tenant_uid = uid ORDER BY kind, value),
                ARRAY(SELECT value FROM claim WHERE tenant_uid = uid ORDER BY kind, value)
            FROM accepted_spec WHERE uid = @uid
            """,
            ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        var (kinds, values) = (await reader.GetFieldValueAsync<string[]>(3, cancellationToken),
            await reader.GetFieldValueAsync<string[]>(4, cancellationToken));
        return new AcceptedRecord(
            await reader.IsDBNullAsync(0, cancellationToken)
                ? null : reader.GetString(0), await reader.GetFieldValueAsync<long?>(1, cancellationToken),
            await reader.GetFieldValueAsync<long?>(2, cancellationToken),
            kinds.Zip(values, (kind, value) => new Claimed(kind, value)).ToHashSet());
    }

    /// <summary>
    /// Accepts this specification and its claims, unless another municipality holds some of them. Of two concurrent requests for the same
    /// claim only one succeeds.
    /// </summary>
    /// <returns>The conflicting claims and their holders; empty when it was accepted. Null when its teardown has begun.</returns>
    public async Task<IReadOnlyList<HeldClaim>?> AcceptAsync(
        AcceptedCandidate candidate, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLocks.Acceptance.TakeAsync(connection, cancellationToken);
        if (await TenantRows.IsBeingTornDownAsync(connection, candidate.Uid, cancellationToken)) return null;
        if (await HeldAsync(connection, candidate, cancellationToken) is { Count: > 0 } held) return held;
        await using var accept = connection.Command(
            """
            INSERT INTO accepted_spec (uid, name, spec, generation, revision, at)
                VALUES (@uid, @name, @spec, @generation, gen_random_uuid(), @now)
            ON CONFLICT (uid) DO UPDATE SET spec = @spec, generation = @generation, pruned_generation = NULL,
                revision = gen_random_uuid(), at = @now
            """,
            ("uid", candidate.Uid), ("name", candidate.Name), ("spec", candidate.Spec), ("generation", candidate.Generation), ("now", now));
        await accept.ExecuteNonQueryAsync(cancellationToken);
        await using var giveUp = WithClaims(connection.Command(
            "DELETE FROM claim WHERE tenant_uid = @uid AND (kind, value) NOT IN (SELECT * FROM unnest(@kinds, @values))",
            ("uid", candidate.Uid)), candidate);
        await giveUp.ExecuteNonQueryAsync(cancellationToken);
        await using var take = WithClaims(connection.Command(
            "INSERT INTO claim (kind, value, tenant_uid) SELECT kind, value, @uid FROM unnest(@kinds, @values) wanted (kind, value) ON "
                + "CONFLICT DO NOTHING",
            ("uid", candidate.Uid)), candidate);
        await take.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [];
    }

    /// <summary>The holders of a candidate's claims.</summary>
    public async Task<IReadOnlyList<HeldClaim>> HeldAsync(AcceptedCandidate candidate, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await HeldAsync(connection, candidate, cancellationToken);
    }

    /// <summary>Releases the claims of a resource that no longer exists. Its specification is kept, like its other remains.</summary>
    public async Task ReleaseAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var release = connection.Command("DELETE FROM claim WHERE tenant_uid = @uid", ("uid", uid));
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Records that this generation was observed under an outdated CustomResourceDefinition.</summary>
    public async Task PrunedAsync(string uid, string name, long generation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AdvisoryLocks.Acceptance.TakeAsync(connection, cancellationToken);
        if (await TenantRows.IsBeingTornDownAsync(connection, uid, cancellationToken)) return;
        await using var note = connection.Command(
            """
            INSERT INTO accepted_spec (uid, name, revision, at, pruned_generation)
                VALUES (@uid, @name, gen_random_uuid(), @now, @generation)
            ON CONFLICT (uid) DO UPDATE SET pruned_generation = @generation
                WHERE accepted_spec.pruned_generation IS DISTINCT FROM @generation
            """,
            ("uid", uid), ("name", name), ("now", now), ("generation", generation));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<List<HeldClaim>> HeldAsync(
        NpgsqlConnection connection, AcceptedCandidate candidate, CancellationToken cancellationToken)
    {
        await using var command = WithClaims(connection.Command(
            """
            SELECT claim.kind, claim.value, holder.uid, holder.name FROM claim JOIN accepted_spec holder ON holder.uid = claim.tenant_uid
            WHERE claim.tenant_uid <> @uid AND (claim.kind, claim.value) IN (SELECT * FROM unnest(@kinds, @values))
                ORDER BY claim.kind, claim.value
            """,
            ("uid", candidate.Uid)), candidate);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new List<HeldClaim>();
        while (await reader.ReadAsync(cancellationToken))
            held.Add(new HeldClaim(new Claimed(reader.GetString(0), reader.GetString(1)), reader.GetString(2), reader.GetString(3)));
        return held;
    }

    private static NpgsqlCommand WithClaims(NpgsqlCommand command, AcceptedCandidate candidate)
    {
        command.Parameters.AddWithValue("kinds", NpgsqlDbType.Array | NpgsqlDbType.Text,
            candidate.Claims.Select(claim => claim.Kind).ToArray());
        command.Parameters.AddWithValue("values", NpgsqlDbType.Array | NpgsqlDbType.Text,
            candidate.Claims.Select(claim => claim.Value).ToArray());
        return command;
    }
}

/// <param name="Spec">The specification in force as JSON; null without one.</param>
/// <param name="Generation">The generation that was accepted.</param>
/// <param name="PrunedGeneration">The newest that was seen under too old a definition; null when one was accepted since then.</param>
/// <param name="Claims">The claims of this municipality.</param>
internal sealed record AcceptedRecord(string? Spec, long? Generation, long? PrunedGeneration, IReadOnlySet<Claimed> Claims);

/// <param name="Spec">The specification as JSON.</param>
/// <param name="Claims">The hosts and the phone number that it claims.</param>
internal sealed record AcceptedCandidate(string Uid, string Name, long Generation, string Spec, IReadOnlyList<Claimed> Claims);

internal sealed record HeldClaim(Claimed Claim, string Uid, string Name);
