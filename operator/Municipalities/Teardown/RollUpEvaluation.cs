using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// The last calls and sessions are counted by now; the platform database gets the last figures, from which the report is made. A database
/// that can't give them does not hold up the teardown for long: erasing comes before counting, and what was rolled up before is there.
/// </summary>
internal sealed partial class RollUpEvaluation(
    TenantEntry entry, EvaluationRollUp rollUp, TimeProvider time, ILogger<RollUpEvaluation> logger) : ITeardownStage
{
    /// <summary>The maximum duration of the stage.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public string Name => "RollingUpEvaluation";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        // Behind the fence nothing is new.
        if (!found.OwnsDatabase(context.Uid) || !found.Database!.AllowsConnections) return StageResult.Complete;
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await entry.WorkAsync(context, found, context.Names.OwnerRole, async inside =>
            {
                if (!await inside.IsTrueAsync("SELECT to_regclass('public.evaluation_event') IS NOT NULL", either.Token)) return false;
                await rollUp.RunAsync(inside, context.Uid, TimeZones.Find(context.Municipality.Spec.TimeZone()), everything: true,
                    either.Token);
                return true;
            }, either.Token);
            return StageResult.Complete;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (time.GetUtcNow() - context.Record.Facts.BeganAt(Name) < Limit) return StageResult.RequeueAfter(Pause);
            LogLeft(logger, context.Municipality.Metadata.Name, new SafeFault(fault));
            return StageResult.Complete;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: the last roll-up of its evaluation failed with {Fault}; its "
        + "report lacks what happened after the previous one")]
    private static partial void LogLeft(ILogger logger, string municipality, SafeFault fault);
}
