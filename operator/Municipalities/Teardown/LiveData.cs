using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.PlatformDatabase;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Erases the calls and sessions of a municipality that is being taken down, and counts each of them exactly once.</summary>
internal static class LiveData
{
    /// <param name="inside">Open, to the municipality's database, with its owner's rights.</param>
    public static async Task<Erasure> EraseAsync(TeardownContext context, NpgsqlConnection inside, CancellationToken cancellationToken)
    {
        if (!await SettleAsync(context, cancellationToken)) return Erasure.Undecided;
        if (!await inside.IsTrueAsync("SELECT to_regclass('public.call') IS NOT NULL AND to_regclass('public.session') IS NOT NULL",
            cancellationToken))
            return Erasure.Done;
        try
        {
            await using var transaction = await inside.BeginTransactionAsync(cancellationToken);
            await inside.ExecuteAsync($"SET LOCAL lock_timeout = '2s'", cancellationToken);
            if (await DeleteAsync(inside, cancellationToken) is not { } erased) return Erasure.Done;
            await context.Record.AddAsync(facts => facts with { Pending = erased }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return Erasure.Locked;
        }
        await SettleAsync(context, cancellationToken);
        await using var notify =
            context.Connection.Command("SELECT pg_notify(@channel, @tenant)", ("channel", EventChannel.Name), ("tenant", context.Uid));
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return Erasure.Done;
    }

    /// <summary>
    /// Counts an erasure if its transaction was committed. The server's transaction status decides, because the process that ran it may
    /// have crashed during the commit.
    /// </summary>
    /// <returns>False while the transaction is still in progress.</returns>
    public static async Task<bool> SettleAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        if (context.Record.Facts.Pending is not { } pending) return true;
        var status = await StatusAsync(context.Connection, pending.TransactionId, cancellationToken);
        if (status == "in progress") return false;
        await context.Record.AddAsync(
            facts => status == "aborted"
                ? facts with { Pending = null }
                : facts with { Pending = null, Calls = facts.Calls + pending.Calls, Sessions = facts.Sessions + pending.Sessions },
            cancellationToken);
        return true;
    }

    private static async Task<PendingErasure?> DeleteAsync(NpgsqlConnection inside, CancellationToken cancellationToken)
    {
        // Calls before sessions, in the order in which the api changes them, lest the two wait for each other.
        await using var calls = inside.Command("DELETE FROM call");
        await using var sessions = inside.Command("DELETE FROM session");
        await using var transaction = inside.Command("SELECT pg_current_xact_id()::text");
        var (endedCalls, erasedSessions) =
            (await calls.ExecuteNonQueryAsync(cancellationToken), await sessions.ExecuteNonQueryAsync(cancellationToken));
        return endedCalls + erasedSessions == 0
            ? null
            : new PendingErasure((string)(await transaction.ExecuteScalarAsync(cancellationToken))!, endedCalls, erasedSessions);
    }

    private static async Task<string?> StatusAsync(NpgsqlConnection connection, string transactionId, CancellationToken cancellationToken)
    {
        // A server that was restored to an earlier time has not reached that transaction yet, and would raise an error. It returns null
        // for a transaction too old for its records; such a transaction was committed, or has nothing left to count.
        await using var command = connection.Command(
            "SELECT CASE WHEN @id::text::xid8 < pg_current_xact_id() THEN pg_xact_status(@id::text::xid8) ELSE 'aborted' END",
            ("id", transactionId));
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}

internal enum Erasure
{
    /// <summary>No call and no session is left, and all that were are counted.</summary>
    Done,

    /// <summary>Another transaction locks rows that must be erased.</summary>
    Locked,

    /// <summary>An earlier erasure has not ended yet.</summary>
    Undecided,
}
