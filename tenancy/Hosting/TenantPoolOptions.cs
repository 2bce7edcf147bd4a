using IdBellen.Tenancy.Settings;

namespace IdBellen.Tenancy.Hosting;

/// <summary>The connections that an api replica keeps to each municipality's database. Operator and api are given the same size.</summary>
public sealed record TenantPoolOptions
{
    public const string Section = "Database";

    /// <summary>
    /// The maximum number of connections per municipality and replica, 1 to 100. While a rotation drains there can be as many again of the
    /// old role.
    /// </summary>
    [SettingRange(1, 100)]
    public int PoolSize { get; init; } = 5;

    /// <summary>
    /// The maximum number of connections of a replica to the databases of all municipalities together, 5 to 10,000. Idle ones are closed
    /// for whoever needs one.
    /// </summary>
    [SettingRange(5, 10_000)]
    public int MaxConnections { get; init; } = 90;

    /// <summary>Maximum number of requests of agents and exchange that wait for a connection. Further ones are refused.</summary>
    [SettingRange(0, 100_000)]
    public int StaffWaiting { get; init; } = 1000;

    /// <summary>Maximum number of sign-in requests that wait for a connection of their share, a fifth of the pool.</summary>
    [SettingRange(0, 100_000)]
    public int SignInsWaiting { get; init; } = 100;

    /// <summary>Maximum number of requests of citizens that wait for a connection of their share, two fifths of the pool.</summary>
    [SettingRange(0, 100_000)]
    public int CitizensWaiting { get; init; } = 200;

    /// <summary>Maximum time, up to an hour, that a connection remains in use after its credentials are replaced.</summary>
    [SettingRange("00:00:01", "01:00:00")]
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromMinutes(1);
}
