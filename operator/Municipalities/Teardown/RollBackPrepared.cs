namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Prepared transactions are rolled back, now that nobody of the municipality can prepare another.</summary>
public sealed class RollBackPrepared(PreparedTransactions prepared) : ITeardownStage
{
    public string Name => "RollingBackPreparedTransactions";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        return found.OwnsDatabase(context.Uid) ? await prepared.RollBackAsync(context, found, cancellationToken) : StageResult.Complete;
    }
}
