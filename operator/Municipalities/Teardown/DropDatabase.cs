using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Drops the database, terminating the remaining sessions.</summary>
internal sealed class DropDatabase(PreparedTransactions prepared) : ITeardownStage
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
        try
        {
            await context.Connection.ExecuteAsync($"DROP DATABASE {new Identifier(context.Names.Database)} WITH (FORCE)",
                cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.ObjectInUse)
        {
            if (await SessionsInTheWay.UntouchableAsync(context.Connection, context.Names.Database, cancellationToken) is not { } sessions)
                throw;
            return StageResult.Blocked(
                $"Sessions that only a superuser can terminate are connected to database {context.Names.Database}: {sessions}. Terminate "
                    + "them (SELECT pg_terminate_backend(pid)) and keep what opened them "
                + "out of the municipalities' databases; the teardown then goes on by itself.");
        }
        return StageResult.Complete;
    }
}
