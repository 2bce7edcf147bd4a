using System.ComponentModel.DataAnnotations;
using IdBellen.Tenancy.Hosting;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The connection budget of the PostgreSQL server. Configured rather than read from the server, whose <c>max_connections</c> may have to
/// serve others too.
/// </summary>
internal sealed record ConnectionBudget
{
    public const string Section = "ConnectionBudget";

    /// <summary>Maximum number of connections of IdBellen, including operator and platform database.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Set ConnectionBudget__ServerLimit to the number of PostgreSQL connections that IdBellen may use.")]
    public int ServerLimit { get; init; }

    /// <summary>
    /// Connections that are not available to the municipalities' pools: two operators (20 for the controller, 10 for the jobs, 10 to tenant
    /// databases each) and 10 to the platform database for each process of the api make 110.
    /// </summary>
    [Range(0, 10_000)]
    public int Reserved { get; init; } = 110;

    /// <summary>Maximum number of api processes, including the additional one of a rolling update.</summary>
    [Range(1, 1000)]
    public int Replicas { get; init; } = 3;

    /// <summary>
    /// Connections that a login role may have in addition to the pools of all api processes, 1 to 100: the operator logs in with it to see
    /// whether the password is right, and a process may start before another has ended.
    /// </summary>
    [Range(1, 100, ErrorMessage = "ConnectionBudget__LoginRoom must be from 1 to 100.")]
    public int LoginRoom { get; init; } = 5;

    /// <summary>PostgreSQL's own limit for each login role of a municipality. The two roles that a rotation needs have one each.</summary>
    public int LoginLimit(int poolSize) => Share(poolSize) + LoginRoom;

    /// <summary>
    /// PostgreSQL's own limit for a municipality's database: both login roles, and the operator's work in it, for which they can leave no
    /// less.
    /// </summary>
    public int DatabaseLimit(int poolSize) => (2 * LoginLimit(poolSize)) + OperatorRoom;

    // Two operators: ten each, as counted in Reserved.
    private const int OperatorRoom = 20;

    /// <summary>What one municipality may use, with pools of this size.</summary>
    public int Share(int poolSize) => Replicas * poolSize;

    /// <summary>
    /// Maximum number of municipalities: any number if the ceilings of all api processes fit, and otherwise as many as have room for all of
    /// their pools.
    /// </summary>
    public int Capacity(TenantPoolOptions pool) => Replicas * pool.MaxConnections <= ServerLimit - Reserved
        ? int.MaxValue : Math.Max(0, (ServerLimit - Reserved) / Share(pool.PoolSize));
}
