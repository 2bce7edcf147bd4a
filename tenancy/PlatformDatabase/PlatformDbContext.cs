using System.Diagnostics.CodeAnalysis;
using IdBellen.Tenancy.Resource;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// The platform database: no personal data of callers or agents, ids only; and the specifications, which name first admins. Hangfire keeps
/// its tables beside these in a schema of its own.
/// </summary>
public sealed class PlatformDbContext(DbContextOptions<PlatformDbContext> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<Replica> Replicas => Set<Replica>();

    public DbSet<ReplicaTenant> ReplicaTenants => Set<ReplicaTenant>();

    public DbSet<Teardown> Teardowns => Set<Teardown>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<DashboardSession> DashboardSessions => Set<DashboardSession>();

    public DbSet<TenantEvaluationDay> EvaluationDays => Set<TenantEvaluationDay>();

    public DbSet<EvaluationReport> EvaluationReports => Set<EvaluationReport>();

    public DbSet<AcceptedSpec> AcceptedSpecs => Set<AcceptedSpec>();

    public DbSet<Claim> Claims => Set<Claim>();

    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, NpgsqlDataSource dataSource) =>
        options.UseNpgsql(dataSource, npgsql => npgsql.MigrationsHistoryTable("schema_version")).UseSnakeCaseNamingConvention();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Tenant>(tenant =>
        {
            tenant.ToTable("tenant").HasKey(row => row.Uid);
            tenant.HasIndex(row => row.Name).IsUnique();
            // For a municipality that was registered before this column existed, until its next reconciliation.
            tenant.Property(row => row.Retention).HasDefaultValueSql("interval '60 minutes'");
            tenant.Property(row => row.TimeZone).HasDefaultValue(TimeZones.Default);
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
        modelBuilder.Entity<TenantEvaluationDay>(day =>
        {
            day.ToTable("evaluation_day").HasKey(row => new { row.TenantUid, row.Day, row.Purpose, row.Measure, row.Seconds });
            day.Property(row => row.Measure).HasConversion<string>();
            // A late copy cannot outlive the municipality.
            day.HasOne<Tenant>().WithMany().HasForeignKey(row => row.TenantUid).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<EvaluationReport>(report =>
        {
            report.ToTable("evaluation_report").HasKey(row => row.TenantUid);
            // Not jsonb, because the text is issued byte for byte.
            report.Property(row => row.Report).HasColumnType("json");
            report.HasIndex(row => row.Name);
        });
        // Not jsonb, because the text is compared byte for byte.
        modelBuilder.Entity<AcceptedSpec>(accepted => accepted.ToTable("accepted_spec").HasKey(row => row.Uid));
        modelBuilder.Entity<Claim>(claim =>
        {
            // That two can't hold the same is the key's to see to.
            claim.ToTable("claim").HasKey(row => new { row.Kind, row.Value });
            claim.HasOne<AcceptedSpec>().WithMany().HasForeignKey(row => row.TenantUid).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>Only for <c>dotnet ef migrations add</c>, which needs a model and connects to nothing.</summary>
internal sealed class DesignTimePlatformDbContext : IDesignTimeDbContextFactory<PlatformDbContext>
{
    [SuppressMessage("Reliability", "CA2000", Justification = "A tool's process that ends at once; nothing is opened.")]
    public PlatformDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PlatformDbContext>)PlatformDbContext.Configure(
            new DbContextOptionsBuilder<PlatformDbContext>(), NpgsqlDataSource.Create("Host=localhost")).Options);
}
