using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Runner.Common;
using Xunit.Sdk;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// With <c>-reporter progress</c> the runner says each minute how far it is, so that nobody takes a run of many minutes for one that hangs.
/// Where <c>IDBELLEN_TEST_SUMMARY</c> names a file, how it went is added to what earlier runs have written there; with
/// <c>IDBELLEN_TEST_AGAIN</c> the run is a second one of all that failed.
/// </summary>
public sealed class ProgressReporter : IRunnerReporter
{
    public bool CanBeEnvironmentallyEnabled => false;

    public string Description => "failures, and a line each minute that says how far the run is";

    public bool ForceNoLogo => true;

    public bool IsEnvironmentallyEnabled => false;

    public string RunnerSwitch => "progress";

    public ValueTask<IRunnerReporterMessageHandler> CreateMessageHandler(IRunnerLogger logger, IMessageSink? diagnosticMessageSink) =>
        ValueTask.FromResult<IRunnerReporterMessageHandler>(new ProgressHandler(
            logger, TimeProvider.System, System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_SUMMARY"),
            !string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_AGAIN"))));
}

/// <summary>Says what the default one says, and besides how far the run is.</summary>
public sealed class ProgressHandler : DefaultRunnerReporterMessageHandler
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly long began = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly ITimer timer;
    private readonly string? summary;
    private readonly bool isRepeated;
    private int all;
    private int done;

    public ProgressHandler(IRunnerLogger logger, TimeProvider time, string? summary, bool isRepeated)
        : base(logger)
    {
        this.isRepeated = isRepeated;
        this.summary = summary;
        timer = time.CreateTimer(_ => Tell(), null, Interval, Interval);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await timer.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void HandleTestAssemblyDiscoveryFinished(MessageHandlerArgs<TestAssemblyDiscoveryFinished> args)
    {
        Volatile.Write(ref all, args.Message.TestCasesToRun);
        base.HandleTestAssemblyDiscoveryFinished(args);
    }

    // A theory is one case here, whatever number of rows it has: only these are counted beforehand.
    protected override void HandleTestCaseFinished(MessageHandlerArgs<ITestCaseFinished> args)
    {
        Interlocked.Increment(ref done);
        base.HandleTestCaseFinished(args);
    }

    protected override void HandleTestFailed(MessageHandlerArgs<ITestFailed> args)
    {
        var test = MetadataCache.TryGetTestMetadata(args.Message)?.TestDisplayName ?? args.Message.TestUniqueID;
        failures.Enqueue(RunSummary.Failure(test, args.Message));
        base.HandleTestFailed(args);
    }

    protected override void HandleTestAssemblyFinished(MessageHandlerArgs<ITestAssemblyFinished> args)
    {
        var told = args.Message;
        var passed = told.TestsTotal - told.TestsFailed - told.TestsSkipped - told.TestsNotRun;
        if (summary is not null)
        {
            var before = RunSummary.Read(summary);
            var run = new RunSummary(passed, told.TestsFailed, [.. failures]);
            (isRepeated ? before.Repeated(run) : before.With(run)).Write(summary);
        }
        base.HandleTestAssemblyFinished(args);
    }

    private void Tell()
    {
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var (has, of, bad) = (Volatile.Read(ref done), Volatile.Read(ref all), failures.Count);
        Logger.LogRaw(string.Create(
            CultureInfo.InvariantCulture, $"[{seconds,4:0} s] tests: {has} of {of} facts and theories done, {bad} failed"));
    }
}
