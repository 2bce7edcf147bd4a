using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Tenancy.Retention;

/// <summary>
/// Erases expired data from one municipality's database, in batches that are short transactions of their own, so that a backlog of any size
/// blocks nobody and progress is kept when the time is up. It only removes what is already unreachable, because reads never return expired
/// personal data. Times come from <c>TimeProvider</c>, not from the database's clock.
/// </summary>
public sealed class TenantPurge(TimeProvider time)
{
    /// <summary>Maximum lifetime of a call, and of the hash that marks it as ended.</summary>
    public static readonly TimeSpan CallLifetime = TimeSpan.FromHours(4);

    // One query finds out which steps have work; usually none.
    private static readonly string Observation =
        $"SELECT {OldestRecord.Text}, {string.Join(", ", PurgeStep.All.Select(step => $"EXISTS (SELECT FROM {step.Due})"))}";

    // A purger that has vanished from the network gives its locks back after ten seconds.
    private static readonly string BeginBatch =
        $"""
         SELECT set_config('lock_timeout', '2s', true), set_config('idle_in_transaction_session_timeout', '10s', true),
             CASE WHEN @inTurn THEN {AdvisoryLocks.PurgeBatch.Try} ELSE true END
         """;

    /// <param name="connection">Open, to the municipality's database, with the right to change rows.</param>
    /// <param name="terms">The municipality's own.</param>
    public async Task<PurgeResult> RunAsync(NpgsqlConnection connection, PurgeTerms terms, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        var (due, oldest) = await ObserveAsync(connection, terms, now, cancellationToken);
        var result = new PurgeResult(0, 0, 0, 0, oldest);
        if (due.Count == 0) return result;
        foreach (var step in due)
        {
            PurgedBatch? batch;
            do
            {
                batch = time.GetElapsedTime(began) < terms.Patience
                    ? await TryEraseAsync(connection, step, terms, now, cancellationToken) : null;
                result = batch is null ? result with { IsComplete = false } : result.Plus(step.Kind, batch);
            }
            // All that it found may be in use at this moment.
            while (batch is { Erased: > 0 } && batch.Found == step.Batch);
        }
        return result with { OldestAt = await OldestRecord.ReadAsync(connection, cancellationToken) };
    }

    private static async Task<(IReadOnlyList<PurgeStep> Due, DateTimeOffset? OldestAt)> ObserveAsync(
        NpgsqlConnection connection, PurgeTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(Observation, terms, now) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (
            [.. PurgeStep.All.Where((_, index) => reader.GetBoolean(index + 1))],
            await reader.GetFieldValueAsync<DateTimeOffset?>(0, cancellationToken));
    }

    /// <returns>Null when another purge was in progress, or a lock was not released in time.</returns>
    private static async Task<PurgedBatch?> TryEraseAsync(
        NpgsqlConnection connection, PurgeStep step, PurgeTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            if (!await IsOurTurnAsync(connection, transaction, terms, cancellationToken)) return null;
            var erased = await EraseAsync(connection, transaction, step, terms, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return erased;
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return null;
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Our own text.")]
    private static async Task<bool> IsOurTurnAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PurgeTerms terms, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(BeginBatch, connection, transaction) { Parameters = { new("inTurn", terms.InTurn) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetBoolean(2);
    }

    private static async Task<PurgedBatch> EraseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PurgeStep step, PurgeTerms terms, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var command = Command(step.Erase, terms, now);
        command.Parameters.AddWithValue("batch", step.Batch);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new PurgedBatch(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static NpgsqlBatchCommand Command(string text, PurgeTerms terms, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("retention", terms.Retention);
        command.Parameters.AddWithValue("wrapUp", terms.WrapUp);
        command.Parameters.AddWithValue("lifetime", CallLifetime);
        command.Parameters.AddWithValue("silence", Call.SilenceLimit);
        command.Parameters.AddWithValue("codeLifetime", WrongCode.Lifetime);
        command.Parameters.AddWithValue("logLifetime", AuditEvent.Lifetime);
        return command;
    }
}
