using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;

namespace IdBellen.Operator.Retention;

/// <summary>
/// The third line: purges all municipalities. One that fails is logged and purged a minute later. One that another replica, or the job of the minute before, is at work on is left
/// to it: so jobs do not pile up behind a database that hangs.
/// </summary>
public sealed partial class RetentionJob(PostgresServer server, TenantRegister register, TenantRound round, TenantPurge purge, RetentionLines lines, TimeProvider time, ILogger<RetentionJob> logger)
{
    private const int AtOnce = 4;

    // The purge itself ends earlier; this is for a server that hangs.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    // Held by the session, so it is gone when the session is.
    private const string TakeTurn = "SELECT pg_try_advisory_lock(hashtextextended('purge', 0))";

    public Task RunAsync(CancellationToken cancellationToken) => lines.Purge
        ? round.RunAsync(AtOnce, TimeLimit, PurgeAsync, (tenant, fault) => LogFault(logger, tenant, fault), cancellationToken)
        : Task.CompletedTask;

    private async Task PurgeAsync(RegisteredTenant tenant, CancellationToken cancellationToken)
    {
        var names = new TenantNames(TenantName.Parse(tenant.Name));
        PurgeResult result;
        // The server gives up too: of a process that was killed it learns only when it has an answer for it, and a wait for a lock has none.
        await using (var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken, TimeLimit))
        {
            if (!await connection.IsTrueAsync(TakeTurn, cancellationToken)) return;
            // Keys first: they are few, and without them a backlog of rows says nothing.
            if (lines.KeyErasure && !await EmptySlots.RunAsync(connection, time.GetUtcNow(), cancellationToken)) LogLocked(logger, tenant.Name);
            result = await purge.RunAsync(connection, tenant.Terms, cancellationToken);
        }
        await register.PurgedAsync(tenant.Uid, time.GetUtcNow(), result, cancellationToken);
        if (!result.IsComplete) LogUnfinished(logger, tenant.Name);
        if (!result.IsVisible) return;
        LogPurged(logger, tenant.Name, result.Sessions, result.Calls, result.CallerNumbers);
        await using var platform = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var notify = platform.Command("SELECT pg_notify(@channel, @tenant)", ("channel", EventChannel.Name), ("tenant", tenant.Uid));
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: purged {Sessions} sessions, {Calls} calls and {CallerNumbers} caller's numbers")]
    private static partial void LogPurged(ILogger logger, string municipality, long sessions, long calls, long callerNumbers);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: somebody holds a lock on a table of slot keys whose deadline has come; it is tried again within a minute")]
    private static partial void LogLocked(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: the purge did not come to its end in time; it goes on within a minute")]
    private static partial void LogUnfinished(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the purge failed with {Fault}; it is tried again within a minute")]
    private static partial void LogFault(ILogger logger, string municipality, string fault);
}
