using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdBellen.Api.Events;
using IdBellen.Api.Irma;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions.Following;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions;

/// <summary>
/// The citizen types on the page the four digits that the app shows. We compare them here: a page that belongs to somebody else than the one
/// with the app does not know them, and no browser ever gets what it takes to complete the pairing itself.
/// </summary>
public sealed class PairSession(
    CurrentTenant current, TenantDbContext database, FollowSession follow, FollowedSessions followed, IrmaClient irma, ReadSessionStatuses read, ChangeHints hints,
    RetentionLines lines, TimeProvider time)
{
    /// <summary>How often the digits may be typed. The third time that they are wrong the session ends.</summary>
    public const int Tries = 3;

    private const int Digits = 4;

    public async Task<Outcome<SessionStatus>> ExecuteAsync(string statusToken, string digits, CancellationToken cancellationToken)
    {
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit)) return Refusal.DigitsMalformed;
        if (await FindAsync(statusToken, cancellationToken) is not { } session
            || await current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken) is not { } key) return Refusal.SessionUnknown;
        if (session is { Way: IdentificationWay.AnotherPhone, State: SessionState.Started })
        {
            // The citizen can be faster than our look at the IRMA server.
            await follow.LookAsync(session.Id, cancellationToken);
            session = await FindAsync(statusToken, cancellationToken) ?? session;
        }
        if (session.State != SessionState.Pairing || session.FrontendSealed is not { } frontend) return Refusal.NotPairing;

        var pairing = JsonSerializer.Deserialize<Pairing>(key.Open(frontend, session.Id, SealedColumns.Frontend))!;
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pairing.Code), Encoding.UTF8.GetBytes(digits));
        if (isRight && !await CompleteAsync(session.Id, pairing, cancellationToken)) return Refusal.IrmaUnreachable;
        if (!isRight) await CountAsync(session, key, cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return await read.OneAsync(session.Id, cancellationToken);
    }

    private Task<Session?> FindAsync(string statusToken, CancellationToken cancellationToken) =>
        database.Sessions.AsNoTracking().OfCitizen(statusToken, lines.ReadingAt(time.GetUtcNow())).FirstOrDefaultAsync(cancellationToken);

    /// <returns>False when the IRMA server could not be told.</returns>
    private async Task<bool> CompleteAsync(Guid id, Pairing pairing, CancellationToken cancellationToken)
    {
        // First here, then there: what is locked at this moment stays locked, and no app goes on that we did not let.
        if (!await MoveAsync(id, SessionState.Pairing, SessionState.Connected, cancellationToken)) return true;
        if (await irma.CompletePairingAsync(current.Value.Irma, pairing, cancellationToken) is null)
        {
            // A look that failed a moment ago may have been written down since; the server has just answered.
            await database.Sessions.Where(row => row.Id == id && row.IrmaUnreachable)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.IrmaUnreachable, false), cancellationToken);
            return true;
        }
        await MoveAsync(id, SessionState.Connected, SessionState.Pairing, CancellationToken.None);
        return false;
    }

    private async Task<bool> MoveAsync(Guid id, SessionState from, SessionState to, CancellationToken cancellationToken) =>
        await database.Sessions.Where(row => row.Id == id && row.State == from)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, to).SetProperty(one => one.IrmaUnreachable, false), cancellationToken) > 0;

    private async Task CountAsync(Session session, SlotKey key, CancellationToken cancellationToken)
    {
        // One statement counts and locks, so that two wrong answers at once are two.
        var counted = await database.Sessions.FromSql(
            $"""
             UPDATE session SET
                 wrong_digits = wrong_digits + 1,
                 state = CASE WHEN wrong_digits + 1 >= {Tries} THEN {nameof(SessionState.Locked)} ELSE state END,
                 shown_digits_sealed = CASE WHEN wrong_digits + 1 >= {Tries} THEN NULL ELSE shown_digits_sealed END
             WHERE id = {session.Id} AND state = {nameof(SessionState.Pairing)}
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        if (counted is not [{ State: SessionState.Locked }]) return;
        followed.Settle(session.Id);
        await irma.CancelAsync(
            current.Value.Irma, key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken), CancellationToken.None);
    }
}
