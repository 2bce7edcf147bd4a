using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The roles go, after the database: a role that owns something can't be dropped.</summary>
public sealed class DropRoles : ITeardownStage
{
    public string Name => "DroppingRoles";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        var roles = context.Names.Roles.Reverse().Where(role => found.OwnsRole(role, context.Uid)).ToList();
        await context.Record.AddAsync(facts => facts with { Roles = TeardownFacts.With(facts.Roles, roles) }, cancellationToken);
        foreach (var role in roles) await context.Connection.ExecuteAsync($"DROP ROLE {new Identifier(role)}", cancellationToken);
        return StageResult.Complete;
    }
}
