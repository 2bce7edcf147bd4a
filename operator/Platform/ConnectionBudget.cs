using System.ComponentModel.DataAnnotations;

namespace IdBellen.Operator.Platform;

/// <summary>
/// What the PostgreSQL server can carry. Declared, not asked of the server: its <c>max_connections</c> may have to serve others too, and a
/// pooler in between may allow more.
/// </summary>
public sealed record ConnectionBudget
{
    public const string Section = "ConnectionBudget";

    /// <summary>How many connections IdBellen may use in all, operator and platform database included.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Set ConnectionBudget__ServerLimit to the number of connections that the PostgreSQL server has for IdBellen.")]
    public int ServerLimit { get; init; }

    /// <summary>
    /// How many of them are not for the municipalities' pools: two operators (20 for the controller, 10 for the jobs, 10 to tenant databases
    /// each) and 10 to the platform database for each process of the api make 110.
    /// </summary>
    [Range(0, 10_000)]
    public int Reserved { get; init; } = 110;

    /// <summary>How many processes of the api run at most, the extra one of a rolling update included.</summary>
    [Range(1, 1000)]
    public int Replicas { get; init; } = 3;

    /// <summary>What one municipality may use, with pools of this size.</summary>
    public int Share(int poolSize) => Replicas * poolSize;

    /// <summary>How many municipalities fit, with pools of this size.</summary>
    public int Capacity(int poolSize) => Math.Max(0, (ServerLimit - Reserved) / Share(poolSize));
}
