using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// Contexts of municipalities' databases. All have the same options, without a connection; each gets its own connection when it is made.
/// </summary>
public static class TenantDbContextOptions
{
    private static readonly DbContextOptions<TenantDbContext> Default = Build(new DbContextOptionsBuilder<TenantDbContext>());

    /// <summary>The options of a program, which logs what Entity Framework has to say.</summary>
    public static DbContextOptions<TenantDbContext> Create(IServiceProvider program) =>
        Build(new DbContextOptionsBuilder<TenantDbContext>().UseApplicationServiceProvider(program));

    /// <summary>A context on a connection that stays its owner's.</summary>
    public static TenantDbContext Borrowing(DbConnection connection) => Context(Default, connection, owns: false);

    /// <summary>A context that disposes of its connection.</summary>
    public static TenantDbContext Context(DbConnection connection) => Context(Default, connection);

    /// <summary>
    /// A context on a connection, which may not be open yet. It makes no savepoints: a transaction in which a statement failed is rolled
    /// back.
    /// </summary>
    public static TenantDbContext Context(DbContextOptions<TenantDbContext> options, DbConnection connection, bool owns = true)
    {
        var context = new TenantDbContext(options);
        context.Database.SetDbConnection(connection, owns);
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    private static DbContextOptions<TenantDbContext> Build(DbContextOptionsBuilder<TenantDbContext> options)
    {
        options.UseNpgsql(npgsql => npgsql.MigrationsHistoryTable("schema_version")).UseSnakeCaseNamingConvention();
        return options.Options;
    }
}
