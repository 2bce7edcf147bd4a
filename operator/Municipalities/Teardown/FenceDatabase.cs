using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Makes the database refuse all connections, including superusers', until it is dropped.</summary>
internal sealed class FenceDatabase : ITeardownStage
{
    public string Name => "Fencing";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        if (!found.OwnsDatabase(context.Uid)) return StageResult.Complete;
        if (found.Database!.AllowsConnections)
            await context.Connection.ExecuteAsync($"ALTER DATABASE {new Identifier(context.Names.Database)} ALLOW_CONNECTIONS false",
                cancellationToken);
        // Records the remaining sessions. Dropping the database ends them.
        await OpenSessions.NoteAsync(
            context, "SELECT pid, backend_start FROM pg_stat_activity WHERE datname = ANY(@names) AND usename <> current_user",
            [context.Names.Database], cancellationToken);
        return StageResult.Complete;
    }
}
