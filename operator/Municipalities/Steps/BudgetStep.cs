using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Admits the municipality to the connection budget of the PostgreSQL server. Nothing is provisioned without admission; an admitted
/// municipality stays admitted, even if the limit is lowered.
/// </summary>
internal sealed class BudgetStep(IOptions<ConnectionBudget> options, IOptions<TenantPoolOptions> pool, TimeProvider time) : IStep
{
    public string Condition => ConditionTypes.WithinConnectionBudget;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var budget = options.Value;
        var (share, capacity) = (budget.Share(pool.Value.PoolSize), budget.Capacity(pool.Value));
        var place = await TenantRows.AdmitAsync(
            context.Connection, context.Uid, context.Municipality.Metadata.Name, capacity, time.GetUtcNow(), cancellationToken);
        var remedy = "Raise ConnectionBudget__ServerLimit if the server allows it, lower Database__MaxConnections, the api's pools or "
            + $"replicas, or delete a municipality: each may use {share} connections, and {capacity} fit into {budget.ServerLimit} "
            + $"connections, of which {budget.Reserved} are reserved. Where {budget.Replicas} × Database__MaxConnections fit too, there "
            + "may be any number of municipalities.";
        if (place is null) return StepOutcome.Failed("NoRoom", $"The connection budget of the PostgreSQL server is exhausted. {remedy}");
        return place > capacity
            ? StepOutcome.Degraded("Exceeded", $"The connection budget was lowered after this municipality was admitted. {remedy}")
            : StepOutcome.Done("Fits", "Its connections fit within the connection budget of the PostgreSQL server.");
    }
}
