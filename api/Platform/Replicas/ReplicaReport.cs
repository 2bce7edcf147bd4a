using System.Collections.Frozen;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.PlatformDatabase;

namespace IdBellen.Api.Replicas;

/// <summary>
/// Tells the operator that this replica lives and which credentials it uses: before it serves anything, at every change, and every five
/// seconds. The operator locks a database role only when no replica uses it any more, and takes one that falls silent for dead.
/// </summary>
public sealed partial class ReplicaReport(ReplicaRows rows, TenantDataSources dataSources, TimeProvider time, ILogger<ReplicaReport> logger)
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

    /// <summary>Once the operator can know of this replica. Municipalities are not even listed before.</summary>
    public Task Registered => registered.Task;

    /// <summary>True while the operator knows what this replica uses.</summary>
    public bool IsCurrent => isWhole && !HasLapsed;

    /// <summary>False when the clock differs from the database's by more than a second.</summary>
    public bool IsClockRight => isClockRight;

    private bool HasLapsed => time.GetElapsedTime(Interlocked.Read(ref reportedAt)) >= Replica.Lifetime;

    /// <summary>The pools are closed, and the rows go with them: nobody need wait for this replica.</summary>
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
            // Then the row ages.
            LogFault(logger, fault.GetType().Name);
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
                LogFault(logger, fault.GetType().Name);
                // Nobody knows whether it was written.
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
        // Whoever was taken for dead may have lost its rows.
        if (HasLapsed) written = null;
        var began = (Timestamp: time.GetTimestamp(), Clock: time.GetUtcNow());
        var versions = dataSources.SecretVersions();
        var clock = versions switch
        {
            null => await rows.RegisterAsync(patience.Token),
            _ when written is not null && IsSame(written, versions) => await rows.BeatAsync(patience.Token) ?? await rows.WriteAsync(versions, patience.Token),
            _ => await rows.WriteAsync(versions, patience.Token),
        };
        written = versions;
        isWhole = versions is not null;
        Interlocked.Exchange(ref reportedAt, began.Timestamp);
        CompareClock(clock, began.Clock, time.GetUtcNow());
        registered.TrySetResult();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform database could not be told what this replica uses: {Fault}; it is tried again")]
    private static partial void LogFault(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock differs from the database's by {Seconds} seconds; not ready until it is right")]
    private static partial void LogClock(ILogger logger, double seconds);
}
