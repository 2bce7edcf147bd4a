using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>One stage of taking a municipality down. It may be repeated, and finds its work done when it is.</summary>
public interface ITeardownStage
{
    /// <summary>As people read it in the status.</summary>
    string Name { get; }

    /// <summary>Null when the stage is complete, else a sentence that says what stands in the way.</summary>
    Task<string?> RunAsync(TeardownContext context, CancellationToken cancellationToken);
}

/// <param name="Municipality">The resource that is being deleted.</param>
/// <param name="Names">What is called how.</param>
/// <param name="Connection">To the platform database.</param>
public sealed record TeardownContext(Tenancy.Resource.Municipality Municipality, Tenancy.Naming.TenantNames Names, NpgsqlConnection Connection)
{
    public string Uid => Municipality.Uid;
}
