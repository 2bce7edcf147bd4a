using IdBellen.Operator.Municipalities.Database;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>One stage of a teardown. Idempotent.</summary>
internal interface ITeardownStage
{
    /// <summary>The name in the status.</summary>
    string Name { get; }

    /// <summary>False for a stage that does not apply to this platform; it is neither run nor shown.</summary>
    bool IsWanted => true;

    Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken);
}

/// <param name="Municipality">The resource that is being deleted.</param>
/// <param name="Names">The names of the municipality's objects.</param>
/// <param name="Connection">A connection to the platform database.</param>
/// <param name="Record">What this teardown has found and done so far.</param>
internal sealed record TeardownContext(Municipality Municipality, TenantNames Names, NpgsqlConnection Connection, TeardownRecord Record)
{
    public string Uid => Municipality.Uid;

    /// <summary>The current PostgreSQL objects under the municipality's names.</summary>
    public Task<TenantObjects> ObserveAsync(CancellationToken cancellationToken) =>
        TenantObjects.ObserveAsync(Connection, Names, cancellationToken);
}
