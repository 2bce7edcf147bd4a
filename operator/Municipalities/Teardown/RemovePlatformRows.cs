using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Removes the municipality's rows from the platform database, and with them the municipality from the recurring jobs, including the purge,
/// which ran until now. An evaluation report replaces its counts.
/// </summary>
internal sealed class RemovePlatformRows(EvaluationReports reports) : ITeardownStage
{
    public string Name => "RemovingPlatformRows";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        // Rows and the trace of them are in one database: together or not at all.
        await using var transaction = await context.Connection.BeginTransactionAsync(cancellationToken);
        // Who is accepting the specification at this moment comes before; everyone later sees that the teardown has begun.
        await AdvisoryLocks.Acceptance.TakeAsync(context.Connection, cancellationToken);
        if (await reports.KeepAsync(context.Connection, context.Municipality, cancellationToken))
        {
            var kept = $"evaluation report: counts of 0 or {reports.Threshold} and more";
            await context.Record.AddAsync(facts => facts with { Kept = TeardownFacts.With(facts.Kept, [kept]) }, cancellationToken);
        }
        var removed = await TenantRows.RemoveAsync(context.Connection, context.Uid, cancellationToken);
        await context.Record.AddAsync(facts => facts with { PlatformRows = Sum(facts.PlatformRows, removed) }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return StageResult.Complete;
    }

    private static SortedDictionary<string, long> Sum(IReadOnlyDictionary<string, long> known, IReadOnlyDictionary<string, long> removed) =>
        new(known.Keys.Union(removed.Keys, StringComparer.Ordinal)
            .ToDictionary(table => table, table => known.GetValueOrDefault(table) + removed.GetValueOrDefault(table),
                StringComparer.Ordinal), StringComparer.Ordinal);
}
