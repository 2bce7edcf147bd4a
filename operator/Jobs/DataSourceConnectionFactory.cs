using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace IdBellen.Operator.Jobs;

/// <summary>Gives Hangfire connections of a pool that we keep.</summary>
public sealed class DataSourceConnectionFactory(NpgsqlDataSource dataSource, PostgreSqlStorageOptions options) : NpgsqlInstanceConnectionFactoryBase(options)
{
    public override NpgsqlConnection GetOrCreateConnection() => dataSource.CreateConnection();
}
