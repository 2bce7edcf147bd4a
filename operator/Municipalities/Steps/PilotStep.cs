using System.Globalization;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Announces the end of a pilot a week before, and what follows after it. A resource that is first seen after its end gets nothing: it was
/// applied again, say by a GitOps tool, after the municipality was dismantled.
/// </summary>
public sealed class PilotStep(PostgresServer server, TimeProvider time) : IStep
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    public string Condition => ConditionTypes.PilotEnding;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Municipality.Spec.Pilot is not { EndsAt: { } endsAt } pilot)
            return StepOutcome.Extraordinary(false, "NoEnd", "No end is planned.");
        var end = new DateTimeOffset(endsAt.ToUniversalTime());
        var now = time.GetUtcNow();
        if (now < end - Notice)
        {
            return StepOutcome.Extraordinary(false, "NotSoon", $"The pilot ends at {Text(end)}.");
        }
        if (now < end)
        {
            LookAt(context, end - now);
            return StepOutcome.Extraordinary(true, "EndsSoon",
                $"The pilot ends at {Text(end)}: new sessions are refused from then on, and the municipality is deleted at {Text(pilot.DeleteAt()!.Value)}. Set spec.pilot.endsAt later, or remove it, to go on.");
        }
        return await IsProvisionedAsync(context, cancellationToken)
            ? StepOutcome.Extraordinary(true, "Ended",
                $"The pilot ended at {Text(end)}: new sessions are refused, and the municipality is deleted at {Text(pilot.DeleteAt()!.Value)}. Set spec.pilot.endsAt later, or remove it, to go on.")
            : new StepOutcome(true, "EndedBefore",
                $"The pilot had ended at {Text(end)} before this resource was made, so nothing is made for it. Set spec.pilot.endsAt later, or delete the resource where it comes from.", Blocks: true);
    }

    private async Task<bool> IsProvisionedAsync(StepContext context, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        var found = await TenantObjects.ObserveAsync(connection, context.Names, cancellationToken);
        return found.OwnsDatabase(context.Uid) || context.Names.Roles.Any(role => found.OwnsRole(role, context.Uid));
    }

    private static void LookAt(StepContext context, TimeSpan left)
    {
        if (left < MunicipalityReconciler.Interval) context.LookAgainAfter = left;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
