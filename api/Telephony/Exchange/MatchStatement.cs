using System.Security.Cryptography;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;
using NpgsqlTypes;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Calls the SQL function <c>match_code</c> (MatchCode.sql), which decides on an attempt and stores its effects: one request to the
/// database, in one transaction, with the locks before it.
/// </summary>
internal sealed class MatchStatement(CurrentTenant current, CurrentShare share, RetentionSwitches lines, TimeProvider time)
{
    /// <summary>Attempts of one call.</summary>
    public const int Tries = 3;

    private const int CallerLimit = 5;

    private const string Text =
        """
        SELECT answer, next_step, is_seen, wrong_codes, asks, asked_session, asked_key, known_call, known_key, known_number
        FROM public.match_code($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """;

    /// <param name="attempt">What was dialled.</param>
    /// <param name="key">The key for a call without a session that arrives now.</param>
    /// <param name="mayLook">Whether the reply may ask for a look at the IRMA server.</param>
    /// <param name="mayLearn">Whether the reply may ask for a key that this replica does not have.</param>
    public async Task<MatchReply> ExecuteAsync(
        DialledAttempt attempt, SlotKey key, bool mayLook, bool mayLearn, CancellationToken cancellationToken)
    {
        await using var rented = await current.Value.Database.OpenAsync(cancellationToken, share.Value);
        await using var batch = new NpgsqlBatch(rented.Connection);
        batch.BatchCommands.Add(AdvisoryLocks.Call(attempt.Call.Reference).InBatch());
        // Of two concurrent attempts of one number, the second must see the result of the first.
        if (attempt.CallerHash is { } caller) batch.BatchCommands.Add(AdvisoryLocks.CallerNumber(Convert.ToHexString(caller)).InBatch());
        var locks = batch.BatchCommands.Count;
        batch.BatchCommands.Add(Command(attempt, key, mayLook, mayLearn));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < locks; i++) await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return await ReplyAsync(reader, cancellationToken);
    }

    private NpgsqlBatchCommand Command(DialledAttempt attempt, SlotKey key, bool mayLook, bool mayLearn)
    {
        var now = time.GetUtcNow();
        var policy = current.Value.Policy;
        var callId = Guid.CreateVersion7(now);
        var sealedNumbers = SealedNumbers(attempt.Call.CallerNumber, callId, key);
        var command = new NpgsqlBatchCommand(Text);
        Add(attempt.Call.Reference);
        Add(CallReference.HashOf(attempt.Call.Reference));
        Add(attempt.Number);
        AddBytes(attempt.CodeHash);
        AddBytes(attempt.CallerHash);
        Add(now);
        Add(lines.ReadingAt(now));
        Add(policy.AvailabilityAt(now).ToString());
        Add(policy.NextStepOfUnidentified().ToString());
        Add(mayLook);
        Add(mayLearn);
        Add(callId);
        Add(sealedNumbers.Select(one => one.Key.Id).ToArray());
        Add(sealedNumbers.Select(one => one.Key.ExpiresAt).ToArray());
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
            Value = sealedNumbers.Select(one => one.Number).ToArray(),
        });
        Add(Row.SilenceLimit);
        Add(Tries);
        Add(CallerLimit);
        Add(WrongCode.Lifetime);
        Add(WrongCodes.AlertWindow);
        return command;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

        void AddBytes(byte[]? value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = value ?? (object)DBNull.Value });
    }

    /// <summary>
    /// The number under each key, the given one first. Which key a new call gets is known in the database only: that of its session, so
    /// that the data of both expires together.
    /// </summary>
    private List<(SlotKey Key, byte[]? Number)> SealedNumbers(CallerNumber number, Guid callId, SlotKey first)
    {
        var numbers = new List<(SlotKey, byte[]?)>();
        foreach (var key in current.Value.SlotKeys.Living().Where(one => one != first).Prepend(first))
        {
            try
            {
                // The absence of a number is not stored.
                numbers.Add((key, number.Reason == UnknownNumber.NotGiven
                    ? null : key.Close(number.ToStored(), callId, SealedColumns.CallerNumber)));
            }
            catch (CryptographicException) when (key != first)
            {
                // Its deadline came a moment ago.
            }
        }
        return numbers;
    }

    private static async Task<MatchReply> ReplyAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (await TextAsync(4) is { } asks)
            return new MatchReply(MatchOutcome.Retry, NextStep.AskAgain)
            {
                Asks = Enum.Parse<MatchQuestion>(asks, ignoreCase: true),
                AskedSession = await reader.GetFieldValueAsync<Guid?>(5, cancellationToken),
                AskedKey = await TextAsync(6),
            };
        return new MatchReply(Enum.Parse<MatchOutcome>(reader.GetString(0)), Enum.Parse<NextStep>(reader.GetString(1)))
        {
            IsSeen = reader.GetBoolean(2),
            WrongCodes = await reader.GetFieldValueAsync<long?>(3, cancellationToken),
            Known = await reader.IsDBNullAsync(7, cancellationToken) ? null : new StoredNumber(
                reader.GetGuid(7), reader.GetString(8),
                await reader.IsDBNullAsync(9, cancellationToken) ? null : await reader.GetFieldValueAsync<byte[]>(9, cancellationToken)),
        };

        async Task<string?> TextAsync(int column) =>
            await reader.IsDBNullAsync(column, cancellationToken) ? null : reader.GetString(column);
    }
}

/// <summary>One attempt of one call.</summary>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="CodeHash">Null for what is no code.</param>
/// <param name="CallerHash">Null for a number that does not identify a caller, which is never locked.</param>
internal sealed record DialledAttempt(IncomingCall Call, int Number, byte[]? CodeHash, byte[]? CallerHash);

/// <summary>The outcome, unless the reply asks for something first.</summary>
internal sealed record MatchReply(MatchOutcome Outcome, NextStep Next)
{
    public MatchQuestion Asks { get; init; }

    public Guid? AskedSession { get; init; }

    public string? AskedKey { get; init; }

    /// <summary>Whether the queue changes for its viewers.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Wrong codes of the municipality in the last minutes, with this one; null if it was not wrong.</summary>
    public long? WrongCodes { get; init; }

    /// <summary>The number of a call that was there before; null for a new one.</summary>
    public StoredNumber? Known { get; init; }
}

internal enum MatchQuestion
{
    Nothing,

    /// <summary>The code is that of a session that has not disclosed, as far as we know: the IRMA server's callback may be late.</summary>
    Look,

    /// <summary>The session's key was made by another replica.</summary>
    Learn,
}
