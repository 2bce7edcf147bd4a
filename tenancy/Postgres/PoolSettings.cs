using Microsoft.Extensions.Logging;
using Npgsql;

namespace IdBellen.Tenancy.Postgres;

/// <summary>The settings of a connection pool, with value equality. Only <see cref="PostgresAddress"/> creates them.</summary>
public sealed record PoolSettings
{
    private readonly string connectionString;

    internal PoolSettings(NpgsqlConnectionStringBuilder settings) =>
        (connectionString, MaxSize) = (settings.ConnectionString, settings.MaxPoolSize);

    /// <summary>Maximum number of connections.</summary>
    public int MaxSize { get; }

    /// <summary>Creates a pool, which the caller owns, without opening connections.</summary>
    public NpgsqlDataSource Open(ILoggerFactory? loggers = null) =>
        PostgresTypes.OfServer(new NpgsqlDataSourceBuilder(connectionString)).UseLoggerFactory(loggers).Build();

    /// <summary>Omits the connection string, which contains the password.</summary>
    public override string ToString() => nameof(PoolSettings);
}
