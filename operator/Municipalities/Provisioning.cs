using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities;

/// <summary>Runs the steps in order, under the municipality's lock, and summarises them in the condition Ready.</summary>
internal sealed class Provisioning(
    SpecStep spec, IEnumerable<IStep> steps, UnfinishedRemains unfinished, PostgresServer server, TimeProvider time)
{
    private static readonly StepOutcome Busy =
        StepOutcome.Failed("Busy", "Another operator is working on this municipality; the operator retries automatically.");

    /// <summary>Runs the steps and returns the conditions. Actions are recorded in the context.</summary>
    public async Task<ConditionList> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var conditions = new ConditionList(context.Municipality, time);
        var refusal = await RunAsync(spec, context, conditions, cancellationToken);
        var blocker = refusal;
        if (context.InForce is not null)
        {
            // Even after a refusal, to maintain the specification in force.
            context.UseInForce();
            blocker = await RunLockedAsync(context, conditions, cancellationToken);
            blocker = refusal ?? blocker;
        }
        else if (context.Obstacle is { } obstacle)
            blocker = Block(new Queue<IStep>(steps), conditions, obstacle);
        else
            Await(steps, spec, conditions);
        if (blocker is var (step, outcome))
            conditions.Set(ConditionTypes.Ready, false, outcome.Reason, $"{step.Condition}: {outcome.Message}");
        else
            conditions.Set(ConditionTypes.Ready, true, "Ready", "The municipality is ready for use.");
        return conditions;
    }

    private async Task<(IStep Step, StepOutcome Outcome)?> RunLockedAsync(
        StepContext context, ConditionList conditions, CancellationToken cancellationToken)
    {
        var remaining = new Queue<IStep>(steps);
        try
        {
            await using var tenantLock = await TenantLock.TryTakeAsync(server, context.Names.Tenant, cancellationToken);
            if (tenantLock is null) return Block(remaining, conditions, Busy);
            context.Connection = tenantLock.Connection;
            var standing = await TenantRows.StandingAsync(context.Connection, context.Uid, cancellationToken);
            if (standing.IsBeingTornDown) return Block(remaining, conditions, StepOutcome.BeingTornDown);
            context.IsProvisioned = standing.IsProvisioned;
            // Nobody else can have had the name since it was provisioned.
            if (!standing.IsProvisioned)
                await unfinished.RemoveAsync(context.Connection, context.Names.Tenant, context.Uid, cancellationToken);
            while (remaining.TryDequeue(out var step))
            {
                if (await RunAsync(step, context, conditions, cancellationToken) is not { } blocker) continue;
                Await(remaining, step, conditions);
                return blocker;
            }
            return null;
        }
        catch (Exception fault) when (remaining.Count == steps.Count() && !cancellationToken.IsCancellationRequested
            && Faults.Describe(fault) is not null)
        {
            // Only what comes before the steps can fail here; faults of a step are reported in its condition.
            var (reason, message) = Faults.Describe(fault)!.Value;
            return Block(remaining, conditions, StepOutcome.Failed(reason, message));
        }
    }

    // Conditions that are normally False become unknown; the first required step reports the cause.
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
        foreach (var step in steps) conditions.Set(step.Condition, null, "Waiting", $"Waiting for {blocker.Condition}.");
    }
}
