using Npgsql;

namespace IdBellen.Tenancy.Postgres;

internal static class PostgresTypes
{
    /// <summary>
    /// Uses PostgreSQL's own types alone, whose numbers are fixed. Otherwise each pool reads the catalogue of types of its database with
    /// its first connection, and there are as many pools as municipalities. No table of ours has a type of its own.
    /// </summary>
    public static NpgsqlDataSourceBuilder OfServer(NpgsqlDataSourceBuilder builder) =>
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
}
