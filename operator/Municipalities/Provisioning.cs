using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities;

/// <summary>Runs the steps in their order, under the municipality's lock, and sums them up.</summary>
public sealed class Provisioning(SpecStep spec, IEnumerable<IStep> steps, PostgresServer server, TimeProvider time)
{
    private static readonly StepOutcome Busy =
        StepOutcome.Failed("Busy", "Another operator works on this municipality; this is tried again by itself.");

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
        (IStep Step, StepOutcome Outcome)? blocker = null;
        try
        {
            await using var tenantLock = await TenantLock.TryTakeAsync(server, context.Names.Tenant, cancellationToken);
            if (tenantLock is null) blocker = Block(remaining, conditions, Busy);
            while (blocker is null && remaining.TryDequeue(out var step))
                blocker = await RunAsync(step, context, conditions, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            // Only the lock can fail so; a step's faults are its condition's.
            var (reason, message) = Faults.Describe(fault)!.Value;
            blocker = Block(remaining, conditions, StepOutcome.Failed(reason, message));
        }
        if (blocker is not null) Await(remaining, blocker.Value.Step, conditions);
        return blocker;
    }

    private static (IStep Step, StepOutcome Outcome) Block(Queue<IStep> remaining, ConditionList conditions, StepOutcome outcome)
    {
        var step = remaining.Dequeue();
        conditions.Set(step.Condition, outcome.IsTrue, outcome.Reason, outcome.Message);
        return (step, outcome);
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
            outcome = StepOutcome.Failed(reason, message);
        }
        conditions.Set(step.Condition, outcome.IsTrue, outcome.Reason, outcome.Message);
        return outcome.Blocks ? (step, outcome) : null;
    }

    private static void Await(IEnumerable<IStep> steps, IStep blocker, ConditionList conditions)
    {
        foreach (var step in steps) conditions.Set(step.Condition, null, "Waiting", $"Waits until {blocker.Condition} is True.");
    }
}
