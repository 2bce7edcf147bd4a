using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The purge comes by, and leaves nothing that is older than the municipality's retention.</summary>
public sealed class RetentionStep(TenantRegister register, TimeProvider time) : IStep
{
    private static readonly TimeSpan PurgeLimit = TimeSpan.FromMinutes(3);

    public string Condition => ConditionTypes.RetentionHonoured;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var purged = await register.LastPurgeAsync(context.Uid, cancellationToken);
        if (time.GetUtcNow() - purged.At > PurgeLimit)
            return StepOutcome.Degraded("PurgeLate", "The purge has not succeeded for over three minutes; see the operator's log. What is past its time is not shown, but not erased either.");
        return purged.OldestAt is { } oldest && purged.At - oldest > context.Municipality.Spec.Retention()
            ? StepOutcome.Degraded("TooOld", "The last purge left something that is older than spec.retention; see the operator's log.")
            : StepOutcome.Done("Honoured", "The purge runs, and nothing is older than spec.retention.");
    }
}
