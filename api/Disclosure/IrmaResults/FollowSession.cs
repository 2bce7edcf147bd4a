using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>Processes the IRMA server's state of a session, received by callback or by polling.</summary>
internal sealed class FollowSession(
    CurrentTenant current, TenantDbContext database, IrmaClient irma, ResultVerifier verifier, ResultBudget budget,
    UntrustedResults untrusted,
    ResultMetrics metrics, PairingDigits pairing, IDisclosureDuringCall call, ChangeHints hints, TimeProvider time)
{
    /// <summary>A code may be dialled this long after disclosure.</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Asks the IRMA server.</summary>
    public async Task<FollowResult> PollAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        if (await FindAsync(sessionId, cancellationToken) is not { } session) return FollowResult.Ended;
        if (await KeyAsync(session, cancellationToken) is not { } key) return WithoutKey(session);
        using var lease = budget.Open(tenant.Uid);
        var answer = await irma.ResultJwtAsync(tenant.Irma, IrmaToken(session, key), lease, cancellationToken);
        switch (answer.Failure)
        {
            case IrmaFailure.Unreachable or IrmaFailure.Refused:
                return await MarkUnreachableAsync(session.Id, cancellationToken);
            case IrmaFailure.SessionUnknown:
                // Ended over five minutes ago, or lost at a restart of the server: it can't be disclosed to any more.
                return await EndAsync(session, SessionState.Expired, cancellationToken);
            case IrmaFailure.NoRoom:
                return FollowResult.NoRoom;
            case IrmaFailure.TooLarge:
                metrics.TooLarge(tenant.Name);
                return await EndAsync(session, SessionState.Rejected, cancellationToken, IrmaProblem.TooLarge);
            case IrmaFailure.Unsigned:
                return await MarkUntrustedAsync(session.Id, cancellationToken);
            default:
                var result = await TakeAsync(session, key, answer.Value!, cancellationToken);
                return result == FollowResult.Untrusted ? await MarkUntrustedAsync(session.Id, cancellationToken) : result;
        }
    }

    /// <summary>The server returned an untrusted result; the session's status shows this until a trusted one arrives.</summary>
    private async Task<FollowResult> MarkUntrustedAsync(Guid id, CancellationToken cancellationToken)
    {
        untrusted.Report(current.Value, "look");
        var changed = await Undecided(id, time.GetUtcNow()).Where(session => session.IrmaProblem == null || session.IrmaUnreachable)
            .ExecuteUpdateAsync(
                session => session.SetProperty(row => row.IrmaProblem, IrmaProblem.Untrusted)
                    .SetProperty(row => row.IrmaUnreachable, false), cancellationToken);
        HintIf(changed);
        return FollowResult.Untrusted;
    }

    /// <summary>Takes a result that was sent to us.</summary>
    public async Task<FollowResult> ReceiveAsync(Guid sessionId, string jwt, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not { } session) return FollowResult.Ended;
        return await KeyAsync(session, cancellationToken) is { } key
            ? await TakeAsync(session, key, jwt, cancellationToken) : WithoutKey(session);
    }

    /// <summary>If the digits were correct but the IRMA server still waits for them, notifies it again.</summary>
    public async Task<FollowResult> TellAgainAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not { } session) return FollowResult.Ended;
        if (session.State != SessionState.Connected) return FollowResult.Pending;
        if (await KeyAsync(session, cancellationToken) is not { } key) return WithoutKey(session);
        await pairing.CompleteAsync(session, key, cancellationToken);
        return FollowResult.Pending;
    }

    private Task<Session?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Undecided(id, time.GetUtcNow()).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    private ValueTask<SlotKey?> KeyAsync(Session session, CancellationToken cancellationToken) =>
        current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken);

    // A replica that remembers a key that the database has just lost puts it back.
    private FollowResult WithoutKey(Session session) =>
        current.Value.SlotKeys.IsLost(session.KeyId) ? FollowResult.Ended : FollowResult.Pending;

    private async Task<FollowResult> TakeAsync(Session session, SlotKey key, string jwt, CancellationToken cancellationToken)
    {
        var requested = RequestedAttributeInStore.Read(session.RequestedJson);
        var result = await verifier.VerifyAsync(current.Value.Irma, jwt, IrmaToken(session, key), requested, cancellationToken);
        if (result.Kind == ResultKind.Untrusted) return FollowResult.Untrusted;
        // Since the row was read, the right digits may have been entered and the app may have continued.
        if (result.Kind == ResultKind.Valid && session.Way.IsPaired())
        {
            if (await FindAsync(session.Id, cancellationToken) is not { } fresh) return FollowResult.Ended;
            session = fresh;
        }
        if (result.Kind == ResultKind.Waiting) return await ContinueAsync(session, session.State, cancellationToken);
        if (result.Kind == ResultKind.Pairing && session.State == SessionState.Connected && session.Way.IsPaired())
            return await TellAgainAsync(session.Id, cancellationToken);
        var rule = SessionTable.Of(session.Way, session.State, EventOf(result.Kind));
        return rule.Effect switch
        {
            SessionEffect.Keep => await DiscloseAsync(session, SealedDisclosure.Of(session, key, result.Attributes), cancellationToken),
            SessionEffect.JoinCall => EndedIf(
                await call.JoinAsync(session, SealedDisclosure.Of(session, key, result.Attributes), cancellationToken)),
            SessionEffect.Erase => await EndAsync(session, rule.To, cancellationToken),
            _ => await ContinueAsync(session, rule.To, cancellationToken),
        };
    }

    private static SessionEvent EventOf(ResultKind kind) => kind switch
    {
        ResultKind.Pairing => SessionEvent.AppShowsDigits,
        ResultKind.Connected => SessionEvent.AppConnected,
        ResultKind.Valid => SessionEvent.ValidProof,
        ResultKind.Cancelled => SessionEvent.RefusedInApp,
        ResultKind.TimedOut => SessionEvent.TimedOut,
        _ => SessionEvent.InvalidProof,
    };

    private async Task<FollowResult> DiscloseAsync(Session session, SealedDisclosure disclosure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var codeExpiry = now + CodeLifetime;
        await using var transaction = disclosure.Large is null ? null : await database.Database.BeginTransactionAsync(cancellationToken);
        // A conditional update, so that exactly one of callback, poll and cancellation succeeds.
        var changed = await Unchanged(session, now).ExecuteUpdateAsync(
            found => found.SetProperty(row => row.State, SessionState.Disclosed)
                .SetProperty(row => row.AttributesSealed, disclosure.Listed)
                .SetProperty(row => row.IrmaUnreachable, false)
                .SetProperty(row => row.IrmaProblem, (IrmaProblem?)null)
                .SetProperty(row => row.DisclosedAt, now)
                .SetProperty(row => row.CodeExpiresAt, row => row.ExpiresAt < codeExpiry ? row.ExpiresAt : codeExpiry),
            cancellationToken);
        if (transaction is not null)
        {
            if (changed > 0) await database.AddLargeAsync(disclosure, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return EndedIf(changed > 0);
    }

    private async Task<FollowResult> EndAsync(
        Session session, SessionState state, CancellationToken cancellationToken, IrmaProblem? problem = null)
    {
        var changed = await Unchanged(session, time.GetUtcNow()).ExecuteUpdateAsync(
            found => found.SetProperty(row => row.State, state)
                .SetProperty(row => row.ShownDigitsSealed, (byte[]?)null)
                .SetProperty(row => row.IrmaProblem, problem)
                .SetProperty(row => row.IrmaUnreachable, false),
            cancellationToken);
        return EndedIf(changed > 0);
    }

    private async Task<FollowResult> ContinueAsync(Session session, SessionState state, CancellationToken cancellationToken)
    {
        var before = session.State;
        var changed = await Unchanged(session, time.GetUtcNow())
            .Where(row => before != state || row.IrmaUnreachable || row.IrmaProblem != null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, state).SetProperty(one => one.IrmaUnreachable, false)
                    .SetProperty(one => one.IrmaProblem, (IrmaProblem?)null),
                cancellationToken);
        HintIf(changed);
        return FollowResult.Pending;
    }

    /// <summary>The IRMA server did not respond; the session's status shows this until it does.</summary>
    public async Task<FollowResult> MarkUnreachableAsync(Guid id, CancellationToken cancellationToken)
    {
        var changed = await Undecided(id, time.GetUtcNow()).Where(session => !session.IrmaUnreachable)
            .ExecuteUpdateAsync(session => session.SetProperty(row => row.IrmaUnreachable, true), cancellationToken);
        HintIf(changed);
        return FollowResult.Unreachable;
    }

    private IQueryable<Session> Undecided(Guid id, DateTimeOffset now) =>
        database.Sessions.Undecided(now).Where(session => session.Id == id);

    // The decision is valid only for the state that was read.
    private IQueryable<Session> Unchanged(Session session, DateTimeOffset now) =>
        Undecided(session.Id, now).Where(row => row.State == session.State);

    private FollowResult EndedIf(bool isChanged)
    {
        if (!isChanged) return FollowResult.Overtaken;
        hints.Hint(current.Value.Uid);
        return FollowResult.Ended;
    }

    private void HintIf(int changed)
    {
        if (changed > 0) hints.Hint(current.Value.Uid);
    }

    private static string IrmaToken(Session session, SlotKey key) =>
        key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken);
}

internal enum FollowResult
{
    /// <summary>The session is still pending; poll again later.</summary>
    Pending,

    /// <summary>The session has ended.</summary>
    Ended,

    /// <summary>The received result is not trustworthy, and nothing was disclosed.</summary>
    Untrusted,

    /// <summary>The server gave no result; poll again.</summary>
    Unreachable,

    /// <summary>The session was changed concurrently; poll again.</summary>
    Overtaken,

    /// <summary>Too many results are in this process; poll again.</summary>
    NoRoom,
}
