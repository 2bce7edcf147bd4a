using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>The platform database: no personal data, ids only. Hangfire keeps its tables beside these in a schema of its own.</summary>
public sealed class PlatformDbContext(DbContextOptions<PlatformDbContext> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<Replica> Replicas => Set<Replica>();

    public DbSet<ReplicaTenant> ReplicaTenants => Set<ReplicaTenant>();

    public DbSet<Teardown> Teardowns => Set<Teardown>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<DashboardSession> DashboardSessions => Set<DashboardSession>();

    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource dataSource) =>
        options.UseNpgsql(dataSource, npgsql => npgsql.MigrationsHistoryTable("schema_version")).UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Tenant>(tenant =>
        {
            tenant.ToTable("tenant").HasKey(row => row.Uid);
            tenant.HasIndex(row => row.Name).IsUnique();
        });
        modelBuilder.Entity<Replica>().ToTable("replica").HasKey(row => row.Id);
        modelBuilder.Entity<ReplicaTenant>(served =>
        {
            served.ToTable("replica_tenant").HasKey(row => new { row.ReplicaId, row.TenantUid });
            served.HasOne<Replica>().WithMany().HasForeignKey(row => row.ReplicaId).OnDelete(DeleteBehavior.Cascade);
            served.HasIndex(row => row.TenantUid);
        });
        modelBuilder.Entity<Teardown>(teardown =>
        {
            teardown.ToTable("teardown").HasKey(row => row.Uid);
            teardown.Property(row => row.Facts).HasColumnType("jsonb");
        });
        modelBuilder.Entity<DashboardSession>().ToTable("dashboard_session").HasKey(row => row.KeyHash);
        modelBuilder.Entity<Follower>().ToTable("follower").HasKey(row => row.Id);
        modelBuilder.Entity<FollowUp>(followUp =>
        {
            followUp.ToTable("follow_up").HasKey(row => row.SessionId);
            followUp.HasOne<Follower>().WithMany().HasForeignKey(row => row.Owner).OnDelete(DeleteBehavior.SetNull);
        });
    }
}

/// <summary>Only for <c>dotnet ef migrations add</c>, which needs a model and connects to nothing.</summary>
public sealed class DesignTimePlatformDbContext : IDesignTimeDbContextFactory<PlatformDbContext>
{
    [SuppressMessage("Reliability", "CA2000", Justification = "A tool's process that ends at once; nothing is opened.")]
    public PlatformDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PlatformDbContext>)PlatformDbContext.Configure(
            new DbContextOptionsBuilder<PlatformDbContext>(), NpgsqlDataSource.Create("Host=localhost")).Options);
}
