using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Tenancy.Retention;

/// <summary>
/// Erases from one municipality's database what may not be there any more. It only removes what is already unreachable: reads never
/// return personal data past its time. Times come from <see cref="TimeProvider"/>, not from the database's clock.
/// </summary>
public sealed class TenantPurge(TimeProvider time)
{
    /// <summary>How long a call may stand, and how long it is remembered that it was.</summary>
    public static readonly TimeSpan CallLifetime = TimeSpan.FromHours(4);

    // The lock is that of the api on a call (QueueCall): one that is being changed at this moment is looked at again in a minute, for else a report
    // that has just found it could bring back what is erased here.
    // A call of which the exchange tells nothing more has ended then. It goes with its session; a hash remembers that it was, so that a late report does not bring it back.
    private const string EraseCalls =
        """
        WITH free AS MATERIALIZED (
            SELECT id FROM call WHERE least(arrived_at + @lifetime, coalesce(hung_up_at, last_heard_at + @silence)) <= @now
                AND pg_try_advisory_xact_lock(hashtextextended(call_reference, 0))
        ), ended AS (
            DELETE FROM call USING free WHERE call.id = free.id AND (arrived_at + @lifetime <= @now
                OR coalesce(hung_up_at, last_heard_at + @silence) + CASE WHEN taken_by IS NULL THEN interval '0' ELSE @wrapUp END <= @now)
            RETURNING call_reference, session_id
        ), remembered AS (
            INSERT INTO ended_call (reference_hash, ended_at)
            SELECT sha256(convert_to(call_reference, 'UTF8')), @now FROM ended
            ON CONFLICT (reference_hash) DO NOTHING
        ), erased AS (
            DELETE FROM session USING ended WHERE session.id = ended.session_id RETURNING session.id
        )
        SELECT (SELECT count(*) FROM ended), (SELECT count(*) FROM erased)
        """;

    // Calls before sessions, in the order in which the api changes them, lest the two wait for each other.
    private const string PartCallsFromSessions =
        "UPDATE call SET session_id = NULL FROM session WHERE session.id = call.session_id AND session.expires_at <= @now";

    private const string EraseSessions =
        """
        DELETE FROM session WHERE expires_at <= @now
            OR (state = 'Disclosed' AND code_expires_at <= @now AND NOT EXISTS (SELECT FROM call WHERE call.session_id = session.id))
        """;

    private const string EraseCallerNumbers =
        "UPDATE call SET caller_number_sealed = NULL WHERE expires_at <= @now AND caller_number_sealed IS NOT NULL";

    private const string ForgetEndedCalls = "DELETE FROM ended_call WHERE ended_at + @lifetime <= @now";

    private const string ForgetAttempts = "DELETE FROM code_attempt WHERE at + @lifetime <= @now";

    private const string ForgetInvitations = "DELETE FROM invitation WHERE expires_at + @codeLifetime <= @now";

    private const string ForgetWrongCodes = "DELETE FROM wrong_code WHERE at + @codeLifetime <= @now";

    private const string ForgetPresence = "DELETE FROM agent_presence WHERE seen_at + @lifetime <= @now";

    private const string ForgetSignIns = "DELETE FROM signed_in_session WHERE expires_at <= @now";

    private const string ForgetAccess = "DELETE FROM data_access_log WHERE at <= @now - @logLifetime";

    private const string ForgetAudit = "DELETE FROM audit_log WHERE at <= @now - @logLifetime";

    // Codes and tokens of the built-in provider live for minutes; kept a little longer, one that is shown twice is recognised.
    private const string ForgetTokens = "DELETE FROM \"OpenIddictTokens\" WHERE coalesce(expiration_date, creation_date) + interval '1 hour' <= @now";

    private const string ForgetAuthorizations =
        """
        DELETE FROM "OpenIddictAuthorizations" WHERE creation_date + interval '1 hour' <= @now
            AND NOT EXISTS (SELECT FROM "OpenIddictTokens" WHERE authorization_id = "OpenIddictAuthorizations".id)
        """;

    private const string OldestRecord =
        "SELECT least((SELECT min(created_at) FROM session), (SELECT min(arrived_at) FROM call WHERE caller_number_sealed IS NOT NULL))";

    private static readonly string[] Statements =
    [
        EraseCalls, PartCallsFromSessions, EraseSessions, EraseCallerNumbers, ForgetEndedCalls, ForgetAttempts, ForgetInvitations, ForgetWrongCodes,
        ForgetPresence, ForgetSignIns, ForgetAccess, ForgetAudit, ForgetTokens, ForgetAuthorizations, OldestRecord,
    ];

    /// <param name="connection">Open, to the municipality's database, with the right to delete. All or nothing is done.</param>
    /// <param name="wrapUp">How long the taker of a call still sees the caller after it.</param>
    /// <param name="cancellationToken">Undoes what has begun.</param>
    public async Task<PurgeResult> RunAsync(NpgsqlConnection connection, TimeSpan wrapUp, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var now = time.GetUtcNow();
        foreach (var text in Statements) batch.BatchCommands.Add(Command(text, now, wrapUp));
        var (calls, sessions) = (0L, 0L);
        DateTimeOffset? oldest = null;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken)) (calls, sessions) = (reader.GetInt64(0), reader.GetInt64(1));
            while (await reader.NextResultAsync(cancellationToken))
            {
                // A fault of a later statement shows only when its result is asked for. Only the last one has a row.
                if (await reader.ReadAsync(cancellationToken)) oldest = await reader.GetFieldValueAsync<DateTimeOffset?>(0, cancellationToken);
            }
        }
        await transaction.CommitAsync(cancellationToken);
        return new PurgeResult(
            Calls: calls,
            Sessions: sessions + (long)batch.BatchCommands[2].RecordsAffected,
            CallerNumbers: (long)batch.BatchCommands[3].RecordsAffected,
            Forgotten: batch.BatchCommands.Cast<NpgsqlBatchCommand>().Skip(4).SkipLast(1).Sum(command => (long)command.RecordsAffected),
            OldestAt: oldest);
    }

    private static NpgsqlBatchCommand Command(string text, DateTimeOffset now, TimeSpan wrapUp)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("wrapUp", wrapUp);
        command.Parameters.AddWithValue("lifetime", CallLifetime);
        command.Parameters.AddWithValue("silence", Call.SilenceLimit);
        command.Parameters.AddWithValue("codeLifetime", WrongCode.Lifetime);
        command.Parameters.AddWithValue("logLifetime", AuditEvent.Lifetime);
        return command;
    }
}

/// <summary>What a purge erased, in numbers only.</summary>
/// <param name="Calls">Calls that were over or too old.</param>
/// <param name="Sessions">Sessions, whether of such calls or by themselves.</param>
/// <param name="CallerNumbers">Caller's numbers taken out of calls that go on.</param>
/// <param name="Forgotten">Hashes of calls and numbers that were, invitations, agents who left, sign-ins that ended, and old lines of the logs.</param>
/// <param name="OldestAt">The beginning of the oldest session or caller's number that is left; null when none is.</param>
public sealed record PurgeResult(long Calls, long Sessions, long CallerNumbers, long Forgotten, DateTimeOffset? OldestAt)
{
    /// <summary>Whether anyone who looks at calls or sessions would see a difference.</summary>
    public bool IsVisible => Calls + Sessions + CallerNumbers > 0;
}
