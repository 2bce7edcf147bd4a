using System.Security.Cryptography;
using System.Text.Json;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Events;
using IdBellen.Api.Irma;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Sessions;

/// <summary>Takes over what the IRMA server says about a session, however we hear it: by its callback or by looking.</summary>
public sealed class FollowSession(
    CurrentTenant current, TenantDbContext database, IrmaClient irma, ResultVerifier verifier, ChangeHints hints, TimeProvider time)
{
    /// <summary>A code may be dialled this long after disclosure (DESIGN §6).</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Asks the IRMA server.</summary>
    public async Task<FollowResult> LookAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        if (await FindAsync(sessionId, cancellationToken) is not { } session) return FollowResult.Ended;
        if (await KeyAsync(session, cancellationToken) is not { } key) return WithoutKey(session);
        var answer = await irma.ResultJwtAsync(tenant.Irma, IrmaToken(session, key), cancellationToken);
        switch (answer.Failure)
        {
            case IrmaFailure.Unreachable or IrmaFailure.Refused:
                return await MarkUnreachableAsync(session.Id, cancellationToken);
            case IrmaFailure.SessionUnknown:
                // Ended over five minutes ago, or lost at a restart of the server: it can't be disclosed to any more.
                return await EndAsync(session.Id, SessionState.Expired, cancellationToken);
            default:
                return await TakeAsync(session, key, answer.Value!, cancellationToken);
        }
    }

    /// <summary>Takes a result that was sent to us.</summary>
    public async Task<FollowResult> ReceiveAsync(Guid sessionId, string jwt, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, cancellationToken) is not { } session) return FollowResult.Ended;
        return await KeyAsync(session, cancellationToken) is { } key ? await TakeAsync(session, key, jwt, cancellationToken) : WithoutKey(session);
    }

    private Task<Session?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Undecided(id, time.GetUtcNow()).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    private ValueTask<SlotKey?> KeyAsync(Session session, CancellationToken cancellationToken) =>
        current.Value.SlotKeys.FindAsync(session.KeyId, cancellationToken);

    // A replica that remembers a key that the database has just lost puts it back.
    private FollowResult WithoutKey(Session session) => current.Value.SlotKeys.IsLost(session.KeyId) ? FollowResult.Ended : FollowResult.Pending;

    private async Task<FollowResult> TakeAsync(Session session, SlotKey key, string jwt, CancellationToken cancellationToken)
    {
        var requested = JsonSerializer.Deserialize<List<List<List<string>>>>(session.RequestedJson)!;
        var result = await verifier.VerifyAsync(current.Value.Irma, jwt, IrmaToken(session, key), requested, cancellationToken);
        return result.Kind switch
        {
            ResultKind.Untrusted => FollowResult.Untrusted,
            ResultKind.Waiting => await ContinueAsync(session, SessionState.Started, cancellationToken),
            ResultKind.Pairing => await ContinueAsync(session, SessionState.Pairing, cancellationToken),
            // From another phone only the digits that the citizen types make it connected.
            ResultKind.Connected when session.Way == IdentificationWay.AnotherPhone => await ContinueAsync(session, session.State, cancellationToken),
            ResultKind.Connected => await ContinueAsync(session, SessionState.Connected, cancellationToken),
            // An old app that can't be paired discloses without it.
            ResultKind.Valid when session is { Way: IdentificationWay.AnotherPhone, State: not SessionState.Connected } =>
                await EndAsync(session.Id, SessionState.Rejected, cancellationToken),
            ResultKind.Valid => await DiscloseAsync(session, key, result.Attributes, cancellationToken),
            ResultKind.Cancelled => await EndAsync(session.Id, SessionState.Cancelled, cancellationToken),
            ResultKind.TimedOut => await EndAsync(session.Id, SessionState.Expired, cancellationToken),
            _ => await EndAsync(session.Id, SessionState.Rejected, cancellationToken),
        };
    }

    private async Task<FollowResult> DiscloseAsync(Session session, SlotKey key, IReadOnlyList<VerifiedAttribute> attributes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = session.Id;
        var sealedAttributes = key.Close(JsonSerializer.SerializeToUtf8Bytes(attributes), id, SealedColumns.Attributes);
        var shownDigits = session.Way == IdentificationWay.DuringCall
            ? key.Close(RandomNumberGenerator.GetString("0123456789", ConfirmCaller.Digits), id, SealedColumns.ShownDigits)
            : session.ShownDigitsSealed;
        var codeExpiry = now + CodeLifetime;
        // One conditional update: of callback, look and cancellation exactly one wins.
        var changed = await Undecided(id, now).ExecuteUpdateAsync(
            found => found.SetProperty(row => row.State, SessionState.Disclosed)
                .SetProperty(row => row.ShownDigitsSealed, shownDigits)
                .SetProperty(row => row.AttributesSealed, sealedAttributes)
                .SetProperty(row => row.IrmaUnreachable, false)
                .SetProperty(row => row.DisclosedAt, now)
                .SetProperty(row => row.CodeExpiresAt, row => row.ExpiresAt < codeExpiry ? row.ExpiresAt : codeExpiry),
            cancellationToken);
        await HintIfAsync(changed, cancellationToken);
        return FollowResult.Ended;
    }

    private async Task<FollowResult> EndAsync(Guid id, SessionState state, CancellationToken cancellationToken)
    {
        var changed = await Undecided(id, time.GetUtcNow()).ExecuteUpdateAsync(
            session => session.SetProperty(row => row.State, state)
                .SetProperty(row => row.ShownDigitsSealed, (byte[]?)null)
                .SetProperty(row => row.IrmaUnreachable, false),
            cancellationToken);
        await HintIfAsync(changed, cancellationToken);
        return FollowResult.Ended;
    }

    private async Task<FollowResult> ContinueAsync(Session session, SessionState reached, CancellationToken cancellationToken)
    {
        // Forwards only: an answer can be older than what we know.
        var before = session.State;
        var state = reached > before ? reached : before;
        var changed = await Undecided(session.Id, time.GetUtcNow())
            .Where(row => row.State == before && (before != state || row.IrmaUnreachable))
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, state).SetProperty(one => one.IrmaUnreachable, false), cancellationToken);
        await HintIfAsync(changed, cancellationToken);
        return FollowResult.Pending;
    }

    /// <summary>The IRMA server did not answer; the citizen is told so until it does.</summary>
    public async Task<FollowResult> MarkUnreachableAsync(Guid id, CancellationToken cancellationToken)
    {
        var changed = await Undecided(id, time.GetUtcNow()).Where(session => !session.IrmaUnreachable)
            .ExecuteUpdateAsync(session => session.SetProperty(row => row.IrmaUnreachable, true), cancellationToken);
        await HintIfAsync(changed, cancellationToken);
        return FollowResult.Pending;
    }

    private IQueryable<Session> Undecided(Guid id, DateTimeOffset now) => database.Sessions.Undecided(now).Where(session => session.Id == id);

    private Task HintIfAsync(int changed, CancellationToken cancellationToken) =>
        changed > 0 ? hints.HintAsync(current.Value.Uid, cancellationToken) : Task.CompletedTask;

    private static string IrmaToken(Session session, SlotKey key) => key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken);
}

public enum FollowResult
{
    /// <summary>The session still waits; look again later.</summary>
    Pending,

    /// <summary>Nothing more will come of this session.</summary>
    Ended,

    /// <summary>What was received proves nothing and changed nothing.</summary>
    Untrusted,
}
