using IdBellen.Operator.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Sends the remaining records of the access log to the receiver before the database is dropped. An unavailable receiver delays the
/// teardown for a limited time; unconfirmed records are then lost, and their number is logged.
/// </summary>
internal sealed partial class ExportLastAccessLog(
    TenantEntry entry, AccessLogReceiver receiver, TimeProvider time, ILogger<ExportLastAccessLog> logger)
    : ITeardownStage
{
    /// <summary>The maximum duration of the stage.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // A worker that comes late still tries once.
    private static readonly TimeSpan ShortestTry = TimeSpan.FromSeconds(1);

    public string Name => "ExportingAccessLog";

    /// <summary>Whether a receiver is configured.</summary>
    public bool IsWanted => receiver.Export is not null;

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        if (receiver.Export is not { } export || context.Record.Facts.AccessLogLost is not null) return StageResult.Complete;
        var found = await context.ObserveAsync(cancellationToken);
        if (!found.OwnsDatabase(context.Uid) || !found.Database!.AllowsConnections) return StageResult.Complete;
        var end = (context.Record.Facts.BeganAt(Name) ?? time.GetUtcNow()) + Limit;
        var left = end - time.GetUtcNow();
        var waiting = await entry.WorkAsync(
            context, found, context.Names.OwnerRole,
            inside => OfferAsync(export, inside, context, left < ShortestTry ? ShortestTry : left, cancellationToken), cancellationToken);
        if (waiting > 0 && time.GetUtcNow() + Pause < end) return StageResult.RequeueAfter(Pause);
        await context.Record.AddAsync(facts => facts with { AccessLogLost = waiting }, cancellationToken);
        if (waiting > 0) LogLost(logger, context.Municipality.Metadata.Name, waiting);
        return StageResult.Complete;
    }

    /// <returns>The number of records that still wait.</returns>
    private async Task<long> OfferAsync(
        ExportAccessLog export, NpgsqlConnection inside, TeardownContext context, TimeSpan left, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // The connection is the caller's: the context only borrows it.
        await using var database = TenantDbContextOptions.Borrowing(inside);
        try
        {
            await export.RunAsync(database, context.Municipality.Metadata.Name, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up.
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            // Deleted before it ever had its tables.
            return 0;
        }
        return (await ExportAccessLog.CountAsync(database, cancellationToken)).All;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: {Records} records of the access log are deleted with the database, "
        + "because their receiver did not confirm them in time")]
    private static partial void LogLost(ILogger logger, string municipality, long records);
}
