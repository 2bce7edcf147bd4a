namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Rolls back prepared transactions, now that the municipality's roles can no longer prepare any.</summary>
internal sealed class RollBackPrepared(PreparedTransactions prepared) : ITeardownStage
{
    public string Name => "RollingBackPreparedTransactions";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        return found.OwnsDatabase(context.Uid) ? await prepared.RollBackAsync(context, found, cancellationToken) : StageResult.Complete;
    }
}
