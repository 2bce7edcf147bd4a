using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Platform;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// The platform database forgets the municipality; until now the purge went on. With its row it leaves the purge, the roll-up and the end of pilots,
/// which are recurring jobs over that table: no job is its own. The report of its evaluation takes the place of what was counted.
/// </summary>
public sealed class RemovePlatformRows(EvaluationReports reports) : ITeardownStage
{
    public string Name => "RemovingPlatformRows";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        // Rows and the trace of them are in one database: together or not at all.
        await using var transaction = await context.Connection.BeginTransactionAsync(cancellationToken);
        if (await reports.KeepAsync(context.Connection, context.Municipality, cancellationToken))
        {
            var kept = $"evaluation report: counts of 0 or {reports.Threshold} and more";
            await context.Record.AddAsync(facts => facts with { Kept = TeardownFacts.With(facts.Kept, [kept]) }, cancellationToken);
        }
        var removed = await TenantRegister.RemoveAsync(context.Connection, context.Uid, cancellationToken);
        await context.Record.AddAsync(facts => facts with { PlatformRows = Sum(facts.PlatformRows, removed) }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return StageResult.Complete;
    }

    private static SortedDictionary<string, long> Sum(IReadOnlyDictionary<string, long> known, IReadOnlyDictionary<string, long> removed) =>
        new(known.Keys.Union(removed.Keys, StringComparer.Ordinal)
            .ToDictionary(table => table, table => known.GetValueOrDefault(table) + removed.GetValueOrDefault(table), StringComparer.Ordinal), StringComparer.Ordinal);
}
