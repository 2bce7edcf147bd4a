using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace IdBellen.Operator.Jobs;

/// <summary>Provides Hangfire with connections from our own pool.</summary>
internal sealed class DataSourceConnectionFactory(
    NpgsqlDataSource dataSource, PostgreSqlStorageOptions options) : NpgsqlInstanceConnectionFactoryBase(options)
{
    public override NpgsqlConnection GetOrCreateConnection() => dataSource.CreateConnection();
}
