using System.Globalization;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Checks that the purge runs, and that the database currently contains no personal data older than the municipality's retention.
/// </summary>
internal sealed class RetentionStep(TimeProvider time) : IStep
{
    /// <summary>A purge that completed longer ago is late.</summary>
    public static readonly TimeSpan PurgeLimit = TimeSpan.FromMinutes(3);

    /// <summary>How much older than the retention data may be: the purge runs every minute and may take some time.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    public string Condition => ConditionTypes.RetentionHonoured;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isLate = now - await TenantRows.LastPurgeAsync(context.Connection, context.Uid, cancellationToken) > PurgeLimit;
        var retention = context.Municipality.Spec.Retention();
        var text = string.Create(CultureInfo.InvariantCulture, $"{retention.TotalMinutes:0.##} minutes");
        if (context.OldestRecordAt is { } oldest && now - oldest > retention + Tolerance)
        {
            return StepOutcome.Degraded("TooOld",
                $"The database contains personal data older than spec.retention ({text}). It is not shown. {Cause(isLate)}");
        }
        return isLate
            ? StepOutcome.Degraded("PurgeLate",
                $"The last purge completed more than three minutes ago; see the operator's log. Data older than spec.retention ({text}) is "
                    + "not shown, and the api's sweeper still erases it.")
            : StepOutcome.Done("Honoured", $"The purge runs, and no data is older than spec.retention ({text}).");
    }

    private static string Cause(bool isLate) => isLate
        ? "The last purge completed more than three minutes ago; see the logs of the operator and the api."
        : "The purge runs. If spec.retention was shortened, this resolves within a minute; otherwise check PostgreSQL for a long-running "
            + "transaction that holds locks.";
}
