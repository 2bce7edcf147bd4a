using System.Globalization;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Announces the end of a pilot a week ahead, and the deletion that follows. Nothing is provisioned for a resource created after the end of
/// its pilot, for example one that a GitOps tool applied again after the teardown.
/// </summary>
internal sealed class PilotStep(TimeProvider time) : IStep
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    public string Condition => ConditionTypes.PilotEnding;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Municipality.Spec.Pilot is not { EndsAt: { } endsAt } pilot)
            return StepOutcome.Extraordinary(false, "NoEnd", "The pilot has no end date.");
        var end = new DateTimeOffset(endsAt.ToUniversalTime());
        var now = time.GetUtcNow();
        if (now < end - Notice)
        {
            return StepOutcome.Extraordinary(false, "NotSoon", $"The pilot ends at {Text(end)}.");
        }
        if (now < end)
        {
            RequeueIn(context, end - now);
            return StepOutcome.Extraordinary(true, "EndsSoon",
                $"The pilot ends at {Text(end)}: new sessions are refused from then on, and the municipality is deleted at "
                    + $"{Text(pilot.DeleteAt()!.Value)}. To continue, set spec.pilot.endsAt to a later time, or remove it.");
        }
        return await IsProvisionedAsync(context, cancellationToken)
            ? StepOutcome.Extraordinary(true, "Ended",
                $"The pilot ended at {Text(end)}: new sessions are refused, and the municipality is deleted at "
                    + $"{Text(pilot.DeleteAt()!.Value)}. To continue, set spec.pilot.endsAt to a later time, or remove it.")
            : new StepOutcome(true, "EndedBefore",
                $"The pilot ended at {Text(end)}, before this resource was created, so nothing is provisioned. Set spec.pilot.endsAt to a "
                    + "later time, or delete the resource at its source.", Blocks: true);
    }

    private static async Task<bool> IsProvisionedAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await TenantObjects.ObserveAsync(context.Connection, context.Names, cancellationToken);
        return found.OwnsDatabase(context.Uid) || context.Names.Roles.Any(role => found.OwnsRole(role, context.Uid));
    }

    private static void RequeueIn(StepContext context, TimeSpan left)
    {
        if (left < StepContext.Interval) context.RequeueAfter = left;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
