using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities;

/// <summary>Runs the steps in their order, under the municipality's lock, and sums them up.</summary>
public sealed class Provisioning(SpecStep spec, IEnumerable<IStep> steps, PostgresServer server, PlatformReadiness platform, TimeProvider time)
{
    // A restart of the operator is no news in any status, as long as the platform database is soon there.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    private static readonly StepOutcome Busy =
        StepOutcome.Failed("Busy", "Another operator works on this municipality; this is tried again by itself.");

    private static readonly StepOutcome NoPlatform =
        StepOutcome.Failed("PlatformDatabaseUnavailable", "The platform database is not ready; this is tried again by itself.");

    /// <summary>The conditions that one look at the municipality gives; what was done stands in the context.</summary>
    public async Task<ConditionList> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var conditions = new ConditionList(context.Municipality, time);
        var blocker = await RunAsync(spec, context, conditions, cancellationToken);
        if (blocker is not null)
            Await(steps, blocker.Value.Step, conditions);
        else
            blocker = await RunLockedAsync(context, conditions, cancellationToken);
        if (blocker is var (step, outcome))
            conditions.Set(ConditionTypes.Ready, false, outcome.Reason, $"{step.Condition}: {outcome.Message}");
        else
            conditions.Set(ConditionTypes.Ready, true, "Ready", "The municipality can be used.");
        return conditions;
    }

    private async Task<(IStep Step, StepOutcome Outcome)?> RunLockedAsync(
        StepContext context, ConditionList conditions, CancellationToken cancellationToken)
    {
        var remaining = new Queue<IStep>(steps);
        try
        {
            if (!await platform.WaitAsync(StartLimit, cancellationToken)) return Block(remaining, conditions, NoPlatform);
            await using var tenantLock = await TenantLock.TryTakeAsync(server, context.Names.Tenant, cancellationToken);
            if (tenantLock is null) return Block(remaining, conditions, Busy);
            while (remaining.TryDequeue(out var step))
            {
                if (await RunAsync(step, context, conditions, cancellationToken) is not { } blocker) continue;
                Await(remaining, step, conditions);
                return blocker;
            }
            return null;
        }
        catch (Exception fault) when (remaining.Count == steps.Count() && !cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            // Only the lock can fail so; a step's faults are its condition's.
            var (reason, message) = Faults.Describe(fault)!.Value;
            return Block(remaining, conditions, StepOutcome.Failed(reason, message));
        }
    }

    // Nothing out of the ordinary is known then; the first step that must succeed tells what stands in the way.
    private static (IStep Step, StepOutcome Outcome) Block(Queue<IStep> remaining, ConditionList conditions, StepOutcome outcome)
    {
        var blocked = remaining.First(step => !ConditionTypes.Extraordinary.Contains(step.Condition));
        foreach (var step in remaining)
        {
            if (step == blocked)
                conditions.Set(step.Condition, outcome.Status, outcome.Reason, outcome.Message);
            else
                Await([step], blocked, conditions);
        }
        return (blocked, outcome);
    }

    private static async Task<(IStep Step, StepOutcome Outcome)?> RunAsync(
        IStep step, StepContext context, ConditionList conditions, CancellationToken cancellationToken)
    {
        StepOutcome outcome;
        try
        {
            outcome = await step.RunAsync(context, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            var (reason, message) = Faults.Describe(fault)!.Value;
            outcome = new StepOutcome(ConditionTypes.Extraordinary.Contains(step.Condition) ? null : false, reason, message, Blocks: true);
        }
        conditions.Set(step.Condition, outcome.Status, outcome.Reason, outcome.Message);
        return outcome.Blocks ? (step, outcome) : null;
    }

    private static void Await(IEnumerable<IStep> steps, IStep blocker, ConditionList conditions)
    {
        foreach (var step in steps) conditions.Set(step.Condition, null, "Waiting", $"Waits until {blocker.Condition} is settled.");
    }
}
