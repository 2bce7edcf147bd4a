using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// The municipality has a place among those that the PostgreSQL server can carry. Nothing is made for one that has none; one that had a
/// place keeps it, also when the limit was lowered since.
/// </summary>
public sealed class BudgetStep(
    TenantRegister register, IOptions<ConnectionBudget> options, IOptions<TenantPoolOptions> pool, TimeProvider time) : IStep
{
    public string Condition => ConditionTypes.WithinConnectionBudget;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var budget = options.Value;
        var (share, capacity) = (budget.Share(pool.Value.PoolSize), budget.Capacity(pool.Value.PoolSize));
        var place = await register.AdmitAsync(context.Uid, context.Municipality.Metadata.Name, capacity, time.GetUtcNow(), cancellationToken);
        var remedy = $"Raise ConnectionBudget__ServerLimit with what the server allows, lower the api's pools or replicas, or delete a municipality: "
            + $"each may take {share} connections, and {capacity} fit into {budget.ServerLimit} of which {budget.Reserved} are reserved.";
        if (place is null) return StepOutcome.Failed("NoRoom", $"The PostgreSQL server is full. {remedy}");
        return place > capacity
            ? StepOutcome.Degraded("Exceeded", $"The limit was lowered since this municipality got its place. {remedy}")
            : StepOutcome.Done("Fits", "Its connections fit into what the PostgreSQL server can carry.");
    }
}
