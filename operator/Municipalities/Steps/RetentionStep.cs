using System.Globalization;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>The purge comes by, and the database holds nothing that is older than the municipality's retention; the second by a look at this moment.</summary>
public sealed class RetentionStep(TenantRegister register, TimeProvider time) : IStep
{
    private static readonly TimeSpan PurgeLimit = TimeSpan.FromMinutes(3);

    // What is due is erased within a minute, by a purge that may itself take a while.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    public string Condition => ConditionTypes.RetentionHonoured;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isLate = now - await register.LastPurgeAsync(context.Uid, cancellationToken) > PurgeLimit;
        var retention = context.Municipality.Spec.Retention();
        var text = string.Create(CultureInfo.InvariantCulture, $"{retention.TotalMinutes:0.##} minutes");
        if (context.OldestRecordAt is { } oldest && now - oldest > retention + Tolerance)
        {
            return StepOutcome.Degraded("TooOld",
                $"The database holds personal data that is older than spec.retention, {text}. It is not shown. {Cause(isLate)}");
        }
        return isLate
            ? StepOutcome.Degraded("PurgeLate",
                $"The purge has not come to its end for over three minutes; see the operator's log. What is older than spec.retention, {text}, is not shown, and the api's sweeper still erases it.")
            : StepOutcome.Done("Honoured", $"The purge runs, and nothing is older than spec.retention, {text}.");
    }

    private static string Cause(bool isLate) => isLate
        ? "The purge has not come to its end for over three minutes: see the logs of operator and api."
        : "The purge runs: if spec.retention was shortened this passes within a minute, else look in PostgreSQL for a transaction that holds locks for long.";
}
