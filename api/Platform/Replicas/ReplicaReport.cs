using System.Collections.Frozen;
using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Api.Platform.Replicas;

/// <summary>
/// Reports to the operator that this replica is alive and which credentials it uses: before it serves requests, at every change, and every
/// five seconds. The operator locks a database role only when no live replica uses it.
/// </summary>
internal sealed partial class ReplicaReport(
    ReplicaRows rows, TenantDataSources dataSources, PostgresAddress address, TimeProvider time, ILogger<ReplicaReport> logger)
        : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyDictionary<string, string>? written;
    private long reportedAt;
    private volatile bool isWhole;
    private volatile bool isClockRight = true;
    private volatile bool keepsSessions = true;
    private bool isSessionChecked;

    /// <summary>Completes once this replica is registered for the operator. Municipalities are not listed before.</summary>
    public Task Registered => registered.Task;

    /// <summary>Whether the report for the operator is up to date.</summary>
    public bool IsCurrent => isWhole && !HasLapsed;

    /// <summary>False when the clock differs from the database's by more than a second.</summary>
    public bool IsClockRight => isClockRight;

    /// <summary>False when a connection is not one session of the server; then nothing is reported nor served.</summary>
    public bool KeepsSessions => keepsSessions;

    private bool HasLapsed => time.GetElapsedTime(Interlocked.Read(ref reportedAt)) >= Replica.Lifetime;

    /// <summary>Removes the rows after the pools are closed, so that nothing waits for this replica.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        dataSources.KeepOnly(FrozenSet<string>.Empty);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await rows.RemoveAsync(patience.Token);
        }
        catch (Exception fault)
        {
            // The row will expire.
            LogFault(logger, new SafeFault(fault));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Interval;
            try
            {
                await ReportAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, new SafeFault(fault));
                // The write may or may not have succeeded.
                written = null;
                pause = Pause;
            }
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var delay = Task.Delay(pause, time, waiting.Token);
            Task[] reasons = pause == Interval ? [delay, dataSources.ChangeAsync(waiting.Token)] : [delay];
            await Task.WhenAny(reasons);
            await waiting.CancelAsync();
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        if (!await CheckSessionsAsync(patience.Token)) return;
        // The rows of an expired replica may have been removed.
        if (HasLapsed) written = null;
        var began = (Timestamp: time.GetTimestamp(), Clock: time.GetUtcNow());
        var versions = dataSources.SecretVersions();
        var clock = versions switch
        {
            null => await rows.RegisterAsync(patience.Token),
            _ when written is not null && IsSame(written, versions) => await rows.BeatAsync(patience.Token)
                ?? await rows.WriteAsync(versions, patience.Token),
            _ => await rows.WriteAsync(versions, patience.Token),
        };
        written = versions;
        isWhole = versions is not null;
        Interlocked.Exchange(ref reportedAt, began.Timestamp);
        CompareClock(clock, began.Clock, time.GetUtcNow());
        registered.TrySetResult();
    }

    private async Task<bool> CheckSessionsAsync(CancellationToken cancellationToken)
    {
        if (isSessionChecked) return true;
        keepsSessions = isSessionChecked = await SessionKeeping.IsKeptAsync(address, cancellationToken);
        if (!keepsSessions) LogSessions(logger, SessionKeeping.Problem);
        return keepsSessions;
    }

    // The database looked at its clock at some moment between asking and answer.
    private void CompareClock(DateTimeOffset database, DateTimeOffset asked, DateTimeOffset answered)
    {
        var isRight = database > asked - ClockTolerance && database < answered + ClockTolerance;
        if (isClockRight && !isRight) LogClock(logger, (asked - database).TotalSeconds);
        isClockRight = isRight;
    }

    private static bool IsSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var version) && version == entry.Value);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage report of this replica could not be written to the platform database: "
        + "{Fault}; retrying")]
    private static partial void LogFault(ILogger logger, SafeFault fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is served: {Problem}")]
    private static partial void LogSessions(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock differs from the database's by {Seconds} seconds; not ready until it is "
        + "corrected")]
    private static partial void LogClock(ILogger logger, double seconds);
}
