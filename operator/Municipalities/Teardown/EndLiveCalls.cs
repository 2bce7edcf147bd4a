using IdBellen.Operator.Municipalities.Database;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Calls end and sessions are erased, first of all: whatever may stand in the way of the rest, what citizens disclosed is gone. What a
/// transaction of somebody else still holds goes while draining or at the count.
/// </summary>
public sealed class EndLiveCalls(TenantEntry entry) : ITeardownStage
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => "EndingCalls";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken) =>
        await EraseAsync(context, await context.ObserveAsync(cancellationToken), cancellationToken) == Erasure.Undecided
            ? StageResult.LookAgainAfter(Pause)
            : StageResult.Complete;

    /// <summary>Erases what has come meanwhile; a database that is fenced or gone gets nothing new.</summary>
    public async Task<Erasure> EraseAsync(TeardownContext context, TenantObjects found, CancellationToken cancellationToken)
    {
        if (found.OwnsDatabase(context.Uid) && found.Database!.AllowsConnections)
            return await entry.WorkAsync(
                context, found, context.Names.OwnerRole, inside => LiveData.EraseAsync(context, inside, cancellationToken), cancellationToken);
        return await LiveData.SettleAsync(context, cancellationToken) ? Erasure.Done : Erasure.Undecided;
    }
}
