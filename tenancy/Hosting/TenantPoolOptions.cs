using System.ComponentModel.DataAnnotations;

namespace IdBellen.Tenancy.Hosting;

/// <summary>The connections that an api replica keeps to each municipality's database. Operator and api are given the same size.</summary>
public sealed record TenantPoolOptions
{
    public const string Section = "Database";

    /// <summary>
    /// At most so many connections for each municipality and replica, 1 to 100. While a rotation is drained there can be as many again
    /// of the older role.
    /// </summary>
    [Range(1, 100, ErrorMessage = "Database__PoolSize must be from 1 to 100.")]
    public int PoolSize { get; init; } = 5;

    /// <summary>How long a connection that is in use when its credentials are replaced may go on, up to an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Database__DrainTime must be from 00:00:01 to 01:00:00.")]
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromMinutes(1);
}
