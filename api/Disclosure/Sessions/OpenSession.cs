using IdBellen.Api.Calls;
using IdBellen.Api.Irma;
using IdBellen.Api.Refusals;
using IdBellen.Api.Sessions.Following;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Api.Sessions;

/// <summary>Which session is to be opened.</summary>
/// <param name="Purpose">What is asked.</param>
/// <param name="Way">How the caller will prove to be the one who disclosed.</param>
/// <param name="CallId">The call whose agent invited the caller.</param>
public sealed record SessionWish(PurposeSpec Purpose, IdentificationWay Way, Guid? CallId);

/// <summary>Starts an IRMA session and keeps it, in all ways to identify; what may be refused was refused before.</summary>
public sealed class OpenSession(
    CurrentTenant current, TenantDbContext database, FollowerLease lease, FollowedSessions followed, IrmaClient irma, DialCodeSource codes,
    IOptions<FollowUpOptions> options, TimeProvider time)
{
    private const int CodeTries = 5;

    public async Task<Outcome<StartedSession>> ExecuteAsync(SessionWish wish, CancellationToken cancellationToken)
    {
        // Before the IRMA session starts: a session that we can't store must not reach a citizen's phone. The key first, while no connection is held.
        var key = await current.Value.SlotKeys.CurrentAsync(current.Value.Spec.Retention(), cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        for (var tries = 0; tries < CodeTries; tries++)
        {
            if (await TryAsync(wish, key, cancellationToken) is { } outcome) return outcome;
        }
        throw new InvalidOperationException("No free code was found: far too many live sessions.");
    }

    /// <returns>Null when another live session has the code that was drawn.</returns>
    private async Task<Outcome<StartedSession>?> TryAsync(SessionWish wish, SlotKey key, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        var draft = SessionDraft.Create(wish, codes, time.GetUtcNow());
        var started = await irma.StartAsync(tenant.Irma, draft.Request(tenant), cancellationToken);
        if (started.Value is not { } session) return started.Failure == IrmaFailure.Refused ? Refusal.IrmaRefused : Refusal.IrmaUnreachable;
        try
        {
            var pairing = wish.Way == IdentificationWay.AnotherPhone ? await irma.EnablePairingAsync(tenant.Irma, session, cancellationToken) : null;
            if (pairing is null && wish.Way == IdentificationWay.AnotherPhone)
            {
                await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
                return Refusal.IrmaUnreachable;
            }
            if (!await StoreAsync(draft.Row(tenant, key, session.Token, pairing), session.Token, cancellationToken))
            {
                await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
                return null;
            }
        }
        catch (Exception fault) when (fault is DbUpdateException or NpgsqlException or OperationCanceledException)
        {
            // Half made is worse than not made: the app must not be able to disclose to a session that nobody knows.
            followed.Settle(draft.Id);
            await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
            throw;
        }
        return new StartedSession(session.SessionPointer, draft.StatusToken, Purpose.Of(wish.Purpose));
    }

    /// <returns>False when the code is taken: the unique index decides, also between replicas.</returns>
    private async Task<bool> StoreAsync(Session row, string irmaToken, CancellationToken cancellationToken)
    {
        var dueAt = row.CreatedAt + options.Value.MinPause;
        await lease.AddAsync(row.Id, current.Value.Uid, dueAt, cancellationToken);
        database.Sessions.Add(row);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (row.CodeHash is not null
            && fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            database.ChangeTracker.Clear();
            followed.Settle(row.Id);
            return false;
        }
        followed.Add(FollowedSession.Of(row, current.Value.Uid, irmaToken), dueAt);
        return true;
    }
}
