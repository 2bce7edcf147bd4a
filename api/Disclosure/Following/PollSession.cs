using IdBellen.Api.Irma;
using IdBellen.Api.Tenants;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Sessions.Following;

/// <summary>One look at the IRMA server for one session. Only what has changed since the last one reaches the database.</summary>
public sealed partial class LookAtSession(
    FollowedSessions followed, StatusStreams streams, IrmaClient irma, TenantRegistry registry, TenantScopes scopes, IOptions<FollowUpOptions> options,
    TimeProvider time, ILogger<LookAtSession> logger)
{
    /// <summary>So long a citizen who calls from another phone may wait for the field for the digits.</summary>
    private static readonly TimeSpan PairingPause = TimeSpan.FromSeconds(3);

    /// <summary>Never throws; a fault is looked at again.</summary>
    public async Task ExecuteAsync(FollowedSession session, CancellationToken cancellationToken)
    {
        var result = FollowResult.Pending;
        try
        {
            // A municipality that is not served at the moment may be again; its rows go with it when it is deleted.
            if (time.GetUtcNow() >= session.ExpiresAt) result = FollowResult.Ended;
            else if (registry.TryFindByUid(session.TenantUid, out var tenant)) result = await LookAsync(session, tenant, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // One tenant's database down must not stop the others.
            LogFault(logger, fault.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (result == FollowResult.Ended) followed.Settle(session.Id);
        else followed.Return(session, PauseOf(session));
    }

    private async Task<FollowResult> LookAsync(FollowedSession session, Tenant tenant, CancellationToken cancellationToken)
    {
        session.Looks++;
        var answer = await irma.StatusAsync(tenant.Irma, session.IrmaToken, cancellationToken);
        if (answer.Failure is IrmaFailure.Unreachable or IrmaFailure.Refused)
        {
            if (!session.IsUnreachable) await ChangeAsync(tenant, follow => follow.MarkUnreachableAsync(session.Id, cancellationToken));
            session.IsUnreachable = true;
            return FollowResult.Pending;
        }
        streams.Offer(session, tenant.Irma);
        if (answer.Value == session.Status && !session.IsUnreachable) return FollowResult.Pending;
        var result = await ChangeAsync(tenant, follow => follow.LookAsync(session.Id, cancellationToken));
        if (result != FollowResult.Pending) return result;
        session.Status = answer.Value!;
        session.IsUnreachable = false;
        return FollowResult.Pending;
    }

    private async Task<FollowResult> ChangeAsync(Tenant tenant, Func<FollowSession, Task<FollowResult>> change)
    {
        await using var scope = scopes.Open(tenant);
        return await change(scope.ServiceProvider.GetRequiredService<FollowSession>());
    }

    private TimeSpan PauseOf(FollowedSession session)
    {
        // While events come, looks only guard against a stream that has silently died.
        var longest = session.IsPairing && !session.IsStreaming ? Min(PairingPause, options.Value.MaxPause) : options.Value.MaxPause;
        return session.IsStreaming
            ? longest
            : Min(options.Value.MinPause * Math.Pow(1.5, Math.Min(session.Looks, 10)), longest);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following IRMA sessions met {Fault}; it is tried again")]
    private static partial void LogFault(ILogger logger, string fault);
}
