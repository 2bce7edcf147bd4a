using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;

namespace IdBellen.Operator.Retention;

/// <summary>
/// The third line of retention: purges all municipalities. A failure is logged and retried a minute later. A municipality that another
/// replica or the previous run is still purging is skipped, so that jobs do not pile up behind a hanging database.
/// </summary>
internal sealed partial class RetentionJob(PostgresServer server, TenantRows register, TenantRound round, TenantPurge purge,
    RetentionSwitches lines, TimeProvider time, ILogger<RetentionJob> logger)
{
    private const int AtOnce = 4;

    // The purge itself ends earlier; this is for a server that hangs.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public Task RunAsync(CancellationToken cancellationToken) => lines.Purge
        ? round.RunAsync(AtOnce, TimeLimit, PurgeAsync, (tenant, fault) => LogFault(logger, tenant, fault), cancellationToken)
        : Task.CompletedTask;

    private async Task PurgeAsync(TenantRow tenant, CancellationToken cancellationToken)
    {
        var names = new TenantNames(TenantName.Parse(tenant.Name), tenant.Uid);
        PurgeResult result;
        // The server gives up too: of a process that was killed it learns only when it has an answer for it, and a wait for a lock has
        // none.
        await using (var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken, TimeLimit))
        {
            if (!await AdvisoryLocks.Purge.TryTakeAsync(connection, cancellationToken)) return;
            // Keys first: they are few, and without them a backlog of rows is unreadable.
            if (lines.KeyErasure && !await EmptySlots.RunAsync(connection, time.GetUtcNow(), cancellationToken))
                LogLocked(logger, tenant.Name);
            result = await purge.RunAsync(connection, tenant.Terms, cancellationToken);
        }
        await register.PurgedAsync(tenant.Uid, time.GetUtcNow(), result, cancellationToken);
        if (!result.IsComplete) LogUnfinished(logger, tenant.Name);
        if (!result.IsVisible) return;
        LogPurged(logger, tenant.Name, result.Sessions, result.Calls, result.CallerNumbers);
        await using var platform = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var notify =
            platform.Command("SELECT pg_notify(@channel, @tenant)", ("channel", EventChannel.Name), ("tenant", tenant.Uid));
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: purged {Sessions} sessions, {Calls} calls and {CallerNumbers} "
        + "caller numbers")]
    private static partial void LogPurged(ILogger logger, string municipality, long sessions, long calls, long callerNumbers);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: a session holds a lock on a table of slot keys that is due for "
        + "erasure; retrying within a minute")]
    private static partial void LogLocked(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: the purge did not complete in time; it continues within a minute")]
    private static partial void LogUnfinished(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the purge failed with {Fault}; retrying within a minute")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault);
}
