using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Tenancy.TenantDatabase;

public static class TenantDbContextOptions
{
    /// <summary>
    /// Binds a context to one municipality's database. Takes a connection, not a data source: EF keeps a service provider for each data
    /// source it has seen, which would grow with the number of municipalities. The context disposes of the connection.
    /// </summary>
    public static DbContextOptionsBuilder UseTenantDatabase(
        this DbContextOptionsBuilder options, DbConnection connection, bool contextOwns = true) =>
        options.UseNpgsql(connection, contextOwnsConnection: contextOwns, npgsql => npgsql.MigrationsHistoryTable("schema_version"))
            .UseSnakeCaseNamingConvention();

    /// <summary>A context on a connection that stays its owner's.</summary>
    public static TenantDbContext Borrowing(DbConnection connection) =>
        new((DbContextOptions<TenantDbContext>)new DbContextOptionsBuilder<TenantDbContext>().UseTenantDatabase(connection,
            contextOwns: false).Options);

    public static TenantDbContext Context(DbConnection connection) =>
        new((DbContextOptions<TenantDbContext>)new DbContextOptionsBuilder<TenantDbContext>().UseTenantDatabase(connection).Options);
}
