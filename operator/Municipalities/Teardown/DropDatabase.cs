using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The database goes, with the sessions that are still in it.</summary>
public sealed class DropDatabase(PreparedTransactions prepared) : ITeardownStage
{
    public string Name => "DroppingDatabase";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        if (!found.OwnsDatabase(context.Uid)) return StageResult.Complete;
        // A session that was on its way in when its role was locked may have prepared another.
        if (await prepared.RollBackAsync(context, found, cancellationToken) is StageResult.Stopped stopped) return stopped;
        await context.Record.AddAsync(
            facts => facts with { Databases = TeardownFacts.With(facts.Databases, [context.Names.Database]) }, cancellationToken);
        await context.Connection.ExecuteAsync($"DROP DATABASE {new Identifier(context.Names.Database)} WITH (FORCE)", cancellationToken);
        return StageResult.Complete;
    }
}
