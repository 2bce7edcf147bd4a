using IdBellen.Operator.Municipalities.Database;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Ends calls and erases sessions first, so that disclosed data is gone even if a later stage is blocked. Rows locked by other transactions
/// are erased in a later stage, when draining or counting.
/// </summary>
internal sealed class EndLiveCalls(TenantEntry entry) : ITeardownStage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => "EndingCalls";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken) =>
        await EraseAsync(context, await context.ObserveAsync(cancellationToken), cancellationToken) == Erasure.Undecided
            ? StageResult.RequeueAfter(Pause)
            : StageResult.Complete;

    /// <summary>Erases rows that were added in the meantime; a fenced or dropped database gets none.</summary>
    public async Task<Erasure> EraseAsync(TeardownContext context, TenantObjects found, CancellationToken cancellationToken)
    {
        if (found.OwnsDatabase(context.Uid) && found.Database!.AllowsConnections)
            return await entry.WorkAsync(
                context, found, context.Names.OwnerRole, inside => LiveData.EraseAsync(context, inside, cancellationToken),
                cancellationToken);
        return await LiveData.SettleAsync(context, cancellationToken) ? Erasure.Done : Erasure.Undecided;
    }
}
