using IdBellen.Tenancy.Postgres;

namespace IdBellen.Tenancy.Retention;

/// <summary>
/// One step of the purge: a table, and the statement that erases a batch of its expired rows. A batch takes the oldest unlocked rows and
/// waits for no locks except those on sessions erased with their call, so it cannot deadlock with another purge or a use case.
/// </summary>
/// <param name="Due">The table, and which of its rows.</param>
/// <param name="Batch">Number of rows per batch.</param>
/// <param name="Erase">Answers with the how many it found, erased, and erased with them.</param>
internal sealed record PurgeStep(Purged Kind, string Due, int Batch, string Erase)
{
    // A lock of each call's own; the server has room for some thousands of such locks, for everybody.
    private const int CallBatch = 200;
    private const int SessionBatch = 1000;
    private const int OtherBatch = 5000;

    private const string OverCalls =
        """
        call WHERE arrived_at <= @now - @lifetime
            OR coalesce(hung_up_at, last_heard_at + @silence) + CASE WHEN taken_by IS NULL THEN interval '0' ELSE @wrapUp END <= @now
        """;

    /// <summary>
    /// Personal data goes first. Calls come before sessions, because a call is erased together with its session; the remaining sessions
    /// belong to ongoing calls or to none.
    /// </summary>
    public static readonly IReadOnlyList<PurgeStep> All =
    [
        // Takes the api's lock on a call (QueueCall). A call that is being changed is retried in a minute; otherwise a concurrent report
        // could restore what is erased here. A call without reports counts as ended and is erased with its session. A hash remains, so that
        // a late report does not restore it.
        new(Purged.Calls, OverCalls, CallBatch,
            $"""
             WITH due AS MATERIALIZED (
                 SELECT id, call_reference, session_id FROM {OverCalls} ORDER BY arrived_at LIMIT @batch FOR UPDATE SKIP LOCKED
             ), free AS MATERIALIZED (
                 SELECT * FROM due WHERE {AdvisoryLocks.CallOfRow.Try}
             ), ended AS (
                 DELETE FROM call USING free WHERE call.id = free.id RETURNING call.id
             ), remembered AS (
                 INSERT INTO ended_call (reference_hash, ended_at) SELECT sha256(convert_to(call_reference, 'UTF8')), @now FROM free
                 ON CONFLICT (reference_hash) DO NOTHING
             ), erased AS (
                 DELETE FROM session USING free WHERE session.id = free.session_id RETURNING session.id
             )
             SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM ended), (SELECT count(*) FROM erased)
             """),
        Sessions("session WHERE expires_at <= @now", "expires_at"),
        Sessions("session WHERE created_at <= @now - @retention", "created_at"),
        // Its code can no longer be dialled.
        Sessions("session WHERE state = 'Disclosed' AND code_expires_at <= @now AND NOT EXISTS (SELECT FROM call WHERE call.session_id = "
            + "session.id)", "code_expires_at"),
        CallerNumbers("call WHERE caller_number_sealed IS NOT NULL AND (expires_at <= @now OR arrived_at <= @now - @retention)"),
        Forget("ended_call WHERE ended_at <= @now - @lifetime", "ended_at"),
        Forget("code_attempt WHERE at <= @now - @lifetime", "at"),
        Forget("wrong_code WHERE at <= @now - @codeLifetime", "at"),
        Forget("signed_in_session WHERE expires_at <= @now", "expires_at"),
        Forget("data_access_log WHERE at <= @now - @logLifetime", "at"),
        Forget("audit_log WHERE at <= @now - @logLifetime", "at"),
        // Their number is limited by live calls, agents, and sign-ins of the last hour.
        Forget("invitation WHERE expires_at <= @now - @codeLifetime", "expires_at"),
        Forget("phone_token WHERE expires_at <= @now", "expires_at"),
        Forget("agent_presence WHERE seen_at <= @now - @lifetime", "seen_at"),
        // Codes and tokens of the built-in provider live for minutes; kept a little longer, one that is shown twice is recognised.
        Forget("\"OpenIddictTokens\" WHERE coalesce(expiration_date, creation_date) <= @now - interval '1 hour'", "creation_date"),
        Forget(
            """
            "OpenIddictAuthorizations" WHERE creation_date <= @now - interval '1 hour'
                AND NOT EXISTS (SELECT FROM "OpenIddictTokens" WHERE authorization_id = "OpenIddictAuthorizations".id)
            """,
            "creation_date"),
    ];

    // The foreign key removes the session from an active call; a call that is being changed keeps it for now.
    private static PurgeStep Sessions(string due, string order) => new(Purged.Sessions, due, SessionBatch,
        $"""
         WITH due AS MATERIALIZED (
             SELECT id FROM {due} ORDER BY {order} LIMIT @batch FOR UPDATE SKIP LOCKED
         ), held AS MATERIALIZED (
             SELECT call.session_id FROM call, due WHERE call.session_id = due.id FOR UPDATE OF call SKIP LOCKED
         ), erased AS (
             DELETE FROM session USING due WHERE session.id = due.id
                 AND (due.id IN (SELECT session_id FROM held) OR NOT EXISTS (SELECT FROM call WHERE call.session_id = due.id))
             RETURNING session.id
         )
         SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM erased), 0::bigint
         """);

    private static PurgeStep CallerNumbers(string due) => new(Purged.CallerNumbers, due, SessionBatch,
        $"""
         WITH due AS MATERIALIZED (
             SELECT id FROM {due} ORDER BY arrived_at LIMIT @batch FOR UPDATE SKIP LOCKED
         ), erased AS (
             UPDATE call SET caller_number_sealed = NULL FROM due WHERE call.id = due.id RETURNING call.id
         )
         SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM erased), 0::bigint
         """);

    private static PurgeStep Forget(string due, string order)
    {
        var table = due[..due.IndexOf(' ', StringComparison.Ordinal)];
        // The row is locked, so its place does not change.
        return new(Purged.Forgotten, due, OtherBatch,
            $"""
             WITH erased AS (
                 DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {due} ORDER BY {order} LIMIT @batch
                     FOR UPDATE SKIP LOCKED)) RETURNING 1
             )
             SELECT count(*), count(*), 0::bigint FROM erased
             """);
    }
}
