using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Disclosure.Following;

/// <summary>Polls the IRMA server for one session. Only changes since the last poll are written to the database.</summary>
internal sealed partial class PollSession(
    FollowedSessions followed, StatusStreams streams, IrmaClient irma, ServedTenants registry, TenantScopes scopes,
    IOptions<FollowUpOptions> options,
    TimeProvider time, ILogger<PollSession> logger)
{
    /// <summary>
    /// The polling interval while the page waits for the field for the digits, while the server must be notified again that they were
    /// correct, or while no callback is expected.
    /// </summary>
    private static readonly TimeSpan PairingPause = TimeSpan.FromSeconds(3);

    /// <summary>Never throws; the session is polled again after a fault.</summary>
    public async Task ExecuteAsync(FollowedSession session, CancellationToken cancellationToken)
    {
        var result = FollowResult.Pending;
        try
        {
            // A municipality that is not served at the moment may be again; its rows go with it when it is deleted.
            if (time.GetUtcNow() >= session.ExpiresAt) result = FollowResult.Ended;
            else if (registry.TryFindByUid(session.TenantUid, out var tenant)) result = await PollAsync(session, tenant, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // One tenant's database down must not stop the others.
            LogFault(logger, new SafeFault(fault));
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (result == FollowResult.Ended) followed.Settle(session.Id);
        else followed.Return(session, PauseOf(session));
    }

    private async Task<FollowResult> PollAsync(FollowedSession session, Tenant tenant, CancellationToken cancellationToken)
    {
        session.Looks++;
        session.HasCallback = tenant.Irma.Callback;
        var answer = await irma.StatusAsync(tenant.Irma, session.IrmaToken, cancellationToken);
        if (answer.Failure is IrmaFailure.Unreachable or IrmaFailure.Refused)
        {
            if (!session.IsUnreachable) await ChangeAsync(tenant, follow => follow.MarkUnreachableAsync(session.Id, cancellationToken));
            session.IsUnreachable = true;
            return FollowResult.Pending;
        }
        streams.Offer(session, tenant.Irma);
        if (answer.Value == session.Status && !session.IsUnreachable)
        {
            // While the app shows digits, this takes one statement: the pairing may have to be completed at the server again.
            return session.ShowsDigits
                ? await ChangeAsync(tenant, follow => follow.TellAgainAsync(session.Id, cancellationToken)) : FollowResult.Pending;
        }
        var result = await ChangeAsync(tenant, follow => follow.PollAsync(session.Id, cancellationToken));
        session.IsUnreachable = result == FollowResult.Unreachable;
        // Without the new status, the next poll retries.
        if (result != FollowResult.Pending) return result;
        session.Status = answer.Value!;
        session.IsUntold &= session.ShowsDigits;
        // After a change, more changes are likely soon.
        session.Looks = 0;
        return FollowResult.Pending;
    }

    private async Task<FollowResult> ChangeAsync(Tenant tenant, Func<FollowSession, Task<FollowResult>> change)
    {
        await using var scope = scopes.Open(tenant);
        return await change(scope.ServiceProvider.GetRequiredService<FollowSession>());
    }

    private TimeSpan PauseOf(FollowedSession session)
    {
        if (session.IsUntold) return Min(PairingPause, options.Value.MaxPause);
        // While events arrive, polls only detect a dead stream.
        var longest = session.IsStreaming ? options.Value.MaxPause
            : session.IsAloneWithApp ? options.Value.MinPause
            : session.IsPairing || !session.HasCallback ? Min(PairingPause, options.Value.MaxPause)
            : options.Value.MaxPause;
        return session.IsStreaming
            ? longest
            : Min(options.Value.MinPause * Math.Pow(1.5, Math.Min(session.Looks, 10)), longest);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following IRMA sessions failed: {Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);
}
