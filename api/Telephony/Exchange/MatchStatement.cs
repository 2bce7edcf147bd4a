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
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Calls the SQL function <c>match_code</c> (MatchCode.sql), which decides on an attempt and stores its effects.
/// </summary>
internal sealed class MatchStatement(CurrentTenant current, TenantFunctions functions, RetentionSwitches lines, TimeProvider time)
{
    /// <summary>Attempts of one call.</summary>
    public const int Tries = 3;

    private const int CallerLimit = 5;

    private const string Columns =
        "answer, next_step, is_seen, wrong_codes, asks, asked_session, asked_key, known_call, known_key, known_number";

    /// <param name="attempt">What was dialled.</param>
    /// <param name="key">The key for a call without a session that arrives now.</param>
    /// <param name="mayLook">Whether the reply may ask for a look at the IRMA server.</param>
    /// <param name="mayLearn">Whether the reply may ask for a key that this replica does not have.</param>
    public Task<MatchReply> ExecuteAsync(
        DialledAttempt attempt, SlotKey key, bool mayLook, bool mayLearn, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var policy = current.Value.Policy;
        var callId = Guid.CreateVersion7(now);
        var sealedNumbers = SealedNumbers(attempt.Call.CallerNumber, callId, key);
        var function = new FunctionCall(Columns, "public.match_code")
            .With(attempt.Call.Reference)
            .With(CallReference.HashOf(attempt.Call.Reference))
            .With(attempt.Number)
            .With(attempt.CodeHash)
            .With(attempt.CallerHash)
            .With(now)
            .With(lines.ReadingAt(now))
            .With(policy.AvailabilityAt(now).ToString())
            .With(policy.NextStepOfUnidentified().ToString())
            .With(mayLook)
            .With(mayLearn)
            .With(callId)
            .With(sealedNumbers.Select(one => one.Key.Id).ToArray())
            .With(sealedNumbers.Select(one => one.Key.ExpiresAt).ToArray())
            .With(sealedNumbers.Select(one => one.Number).ToArray())
            .With(Row.SilenceLimit)
            .With(Tries)
            .With(CallerLimit)
            .With(WrongCode.Lifetime)
            .With(WrongCodes.AlertWindow)
            .With(WrongCodes.CountedAtMost);
        return functions.CallAsync(Locks(attempt), function, Reply, cancellationToken);
    }

    private static IEnumerable<NpgsqlBatchCommand> Locks(DialledAttempt attempt)
    {
        yield return AdvisoryLocks.Call(attempt.Call.Reference).InBatch();
        // Of two concurrent attempts of one number, the second must see the result of the first.
        if (attempt.CallerHash is { } caller) yield return AdvisoryLocks.CallerNumber(Convert.ToHexString(caller)).InBatch();
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
                numbers.Add((key, number.SealedWith(key, callId)));
            }
            catch (CryptographicException) when (key != first)
            {
                // Its deadline came a moment ago.
            }
        }
        return numbers;
    }

    private static MatchReply Reply(NpgsqlDataReader reader)
    {
        if (Text(4) is { } asks)
            return new MatchReply(MatchOutcome.Retry, NextStep.AskAgain)
            {
                Asks = Enum.Parse<MatchQuestion>(asks, ignoreCase: true),
                AskedSession = reader.GetFieldValue<Guid?>(5),
                AskedKey = Text(6),
            };
        return new MatchReply(Enum.Parse<MatchOutcome>(reader.GetString(0)), Enum.Parse<NextStep>(reader.GetString(1)))
        {
            IsSeen = reader.GetBoolean(2),
            WrongCodes = reader.GetFieldValue<long?>(3),
            Known = StoredNumber.Read(reader, 7),
        };

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
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

    /// <summary>
    /// Wrong codes of the municipality in the last minutes, with this one, at most <see cref="WrongCodes.CountedAtMost"/>; null if it was
    /// not wrong.
    /// </summary>
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
