using IdBellen.Operator.Municipalities.Database;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>One stage of taking a municipality down. It may be repeated, and finds its work done when it is.</summary>
public interface ITeardownStage
{
    /// <summary>As people read it in the status.</summary>
    string Name { get; }

    /// <summary>False for a stage that has nothing to do on this platform: it is not gone through, nor shown.</summary>
    bool IsWanted => true;

    Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken);
}

/// <param name="Municipality">The resource that is being deleted.</param>
/// <param name="Names">What is called how.</param>
/// <param name="Connection">To the platform database.</param>
/// <param name="Record">What this teardown has found and done so far.</param>
public sealed record TeardownContext(Municipality Municipality, TenantNames Names, NpgsqlConnection Connection, TeardownRecord Record)
{
    public string Uid => Municipality.Uid;

    /// <summary>What PostgreSQL has under the municipality's names at this moment.</summary>
    public Task<TenantObjects> ObserveAsync(CancellationToken cancellationToken) => TenantObjects.ObserveAsync(Connection, Names, cancellationToken);
}
