using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Drops the roles, after the database, because a role that owns objects cannot be dropped.</summary>
internal sealed class DropRoles : ITeardownStage
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
