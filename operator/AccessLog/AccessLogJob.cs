using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Exports the access logs of all municipalities. A receiver that is down is tried only once more per run, and waiting records are still
/// counted. A run ends within a minute, and only one runs at a time, so that the purge always finds a worker.
/// </summary>
internal sealed partial class AccessLogJob(
    AccessLogReceiver receiver, PostgresServer server, TenantRows register, TenantRound round, TimeProvider time,
    ILogger<AccessLogJob> logger)
{
    private const int AtOnce = 2;

    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (receiver.Export is not { } export)
        {
            await register.NoAccessLogReceiverAsync(cancellationToken);
            return;
        }
        await using var only = await server.Platform.OpenConnectionAsync(cancellationToken);
        // The lock ends with the transaction, and that with the run, however it ends.
        await using var transaction = await only.BeginTransactionAsync(cancellationToken);
        if (await AdvisoryLocks.AccessLog.TryTakeAsync(only, cancellationToken))
            await RunAsync(new AccessLogRun(export), cancellationToken);
    }

    private async Task RunAsync(AccessLogRun run, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RunLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await round.RunAsync(
                AtOnce, RunLimit, (tenant, token) => ExportAsync(run, tenant, token), (tenant, fault) => LogFault(logger, tenant, fault),
                either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up; the next run continues.
        }
        if (run.Failure is { PassesByItself: true } passing) LogAway(logger, passing.Fault, run.Waiting);
        if (run.Failure is { PassesByItself: false } lasting) LogRefuses(logger, lasting.Fault, run.Waiting);
    }

    private async Task ExportAsync(AccessLogRun run, TenantRow tenant, CancellationToken cancellationToken)
    {
        var names = new TenantNames(TenantName.Parse(tenant.Name), tenant.Uid);
        await using var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        await using var database = TenantDbContextOptions.Borrowing(connection);
        if (run.Failure is null) run.Failure ??= await ExportAsync(run.Export, database, tenant, cancellationToken);
        var waiting = await ExportAccessLog.CountAsync(database, cancellationToken);
        await register.AccessLogWaitingAsync(tenant.Uid, waiting.All, cancellationToken);
        run.Add(waiting.All);
        if (waiting.Refused > 0) LogRefused(logger, tenant.Name, waiting.Refused);
    }

    private async Task<Delivery.Failed?> ExportAsync(
        ExportAccessLog export, TenantDbContext database, TenantRow tenant, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await export.RunAsync(database, tenant.Name, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogLate(logger, tenant.Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The receiver of the access logs is unavailable ({Fault}); {Waiting} records are "
        + "waiting")]
    private static partial void LogAway(ILogger logger, string fault, long waiting);

    [LoggerMessage(Level = LogLevel.Error, Message = "The receiver of the access logs refuses them ({Fault}); {Waiting} records wait "
        + "until that is corrected")]
    private static partial void LogRefuses(ILogger logger, string fault, long waiting);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the receiver refused {Refused} records of the access log; they are "
        + "kept and sent again every hour")]
    private static partial void LogRefused(ILogger logger, string municipality, long refused);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: more of the access log is waiting than fits in one run; the "
        + "next run continues")]
    private static partial void LogLate(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the access log could not be exported: {Fault}; retrying within a "
        + "minute")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault);
}
