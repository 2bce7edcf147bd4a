using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>The database of one municipality. The connection determines which one; there is no default.</summary>
public sealed class TenantDbContext(
    DbContextOptions<TenantDbContext> options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    private const string RandomUuid = "gen_random_uuid()";

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<LargeAttributes> LargeAttributes => Set<LargeAttributes>();

    public DbSet<Call> Calls => Set<Call>();

    public DbSet<EndedCall> EndedCalls => Set<EndedCall>();

    public DbSet<CodeAttempt> CodeAttempts => Set<CodeAttempt>();

    public DbSet<WrongCode> WrongCodes => Set<WrongCode>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AgentPresence> AgentPresences => Set<AgentPresence>();

    public DbSet<AccessLogRecord> AccessLogRecords => Set<AccessLogRecord>();

    public DbSet<SignedInSession> SignedInSessions => Set<SignedInSession>();

    public DbSet<PhoneToken> PhoneTokens => Set<PhoneToken>();

    public DbSet<Telephone> Telephones => Set<Telephone>();

    public DbSet<TelephoneChoice> TelephoneChoices => Set<TelephoneChoice>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<RedeemedLink> RedeemedLinks => Set<RedeemedLink>();

    public DbSet<EvaluationEvent> EvaluationEvents => Set<EvaluationEvent>();

    public DbSet<EvaluationDay> EvaluationDays => Set<EvaluationDay>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict();
        AccountTables(builder);
        SignInTables(builder);
        SessionTables(builder);
        LargeAttributeTable(builder);
        CallTables(builder);
        TelephoneTables(builder);
        LogTables(builder);
        EvaluationTables(builder);
    }

    private static void AccountTables(ModelBuilder builder)
    {
        builder.Entity<Account>().ToTable("account");
        builder.Entity<IdentityRole<Guid>>().ToTable("role").HasData(
            new IdentityRole<Guid>
            {
                Id = new("7c0b9d5e-0c1f-4c5e-9c55-8b5f0f6b1a01"),
                Name = AccountRoles.Agent,
                NormalizedName = "AGENT",
                ConcurrencyStamp = "1"
            },
            new IdentityRole<Guid>
            {
                Id = new("7c0b9d5e-0c1f-4c5e-9c55-8b5f0f6b1a02"),
                Name = AccountRoles.Admin,
                NormalizedName = "ADMIN",
                ConcurrencyStamp = "1"
            });
        builder.Entity<IdentityUserRole<Guid>>().ToTable("account_role");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claim");
    }

    private static void SignInTables(ModelBuilder builder)
    {
        builder.Entity<SignedInSession>(session =>
        {
            session.ToTable("signed_in_session");
            session.HasIndex(row => row.KeyHash).IsUnique();
            session.HasIndex(row => row.AccountId);
            session.HasIndex(row => row.ExpiresAt);
        });
        builder.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_code").HasKey(row => new { row.AccountId, row.CodeHash });
            code.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RedeemedLink>().ToTable("redeemed_link").HasKey(link => link.TokenHash);
    }

    private static void LogTables(ModelBuilder builder)
    {
        builder.Entity<AccessLogRecord>(access =>
        {
            access.ToTable("data_access_log");
            access.HasIndex(row => new { row.SessionId, row.AccountId, row.Action }).IsUnique().HasFilter("action = 'overview'");
            access.HasIndex(row => row.At);
            access.HasIndex(row => row.Id).HasFilter("exported_at IS NULL");
            // Defaults, so that an older api can write rows without these columns.
            access.Property(row => row.TraceId).HasDefaultValueSql(RandomUuid);
            access.Property(row => row.SpanId).IsRequired()
                .HasDefaultValueSql("substring(sha256(uuid_send(gen_random_uuid())) from 1 for 8)");
            access.Property(row => row.DataSubjectId).HasDefaultValueSql(RandomUuid);
            access.Property(row => row.ProcessingActivity).HasDefaultValue(AccessLogRecord.UnknownActivity);
        });
        builder.Entity<AuditEvent>(line =>
        {
            line.ToTable("audit_log");
            line.Property(row => row.Action).HasConversion<string>();
            line.HasIndex(row => row.At);
        });
    }

    // Written by the triggers of EvaluationTriggers.sql.
    private static void EvaluationTables(ModelBuilder builder)
    {
        builder.Entity<EvaluationEvent>(noted =>
        {
            // No key: rows must not be distinguishable.
            noted.ToTable("evaluation_event").HasNoKey();
            noted.Property(row => row.Measure).HasConversion<string>();
        });
        builder.Entity<EvaluationDay>(day =>
        {
            day.ToTable("evaluation_day").HasKey(row => new { row.Day, row.Purpose, row.Measure, row.Seconds });
            day.Property(row => row.Measure).HasConversion<string>();
        });
    }

    private static void SessionTables(ModelBuilder builder) => builder.Entity<Session>(session =>
    {
        session.ToTable("session");
        session.Property(row => row.State).HasConversion<string>();
        session.Property(row => row.Way).HasConversion<string>();
        session.Property(row => row.IrmaProblem).HasConversion<string>();
        session.HasOne<Call>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        session.Property(row => row.RequestedJson).HasColumnType("jsonb");
        session.Property(row => row.TraceId).HasDefaultValueSql(RandomUuid);
        session.Property(row => row.DataSubjectId).HasDefaultValueSql(RandomUuid);
        session.HasIndex(row => row.StatusTokenHash).IsUnique();
        session.HasIndex(row => row.CodeHash).IsUnique();
        // Used by the purge.
        session.HasIndex(row => row.ExpiresAt);
        session.HasIndex(row => row.CreatedAt);
        session.HasIndex(row => row.CodeExpiresAt).HasFilter("state = 'Disclosed'");
    });

    private static void LargeAttributeTable(ModelBuilder builder) => builder.Entity<LargeAttributes>(large =>
    {
        large.ToTable("large_attributes").HasKey(row => row.SessionId);
        large.HasOne<Session>().WithOne().HasForeignKey<LargeAttributes>(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
    });

    private static void CallTables(ModelBuilder builder)
    {
        builder.Entity<Call>(call =>
        {
            call.ToTable("call");
            call.Property(row => row.Way).HasConversion<string>();
            // A default, so that an older api can write rows without it.
            call.Property(row => row.IsConnected).HasDefaultValue(false);
            call.HasIndex(row => row.CallReference).IsUnique();
            // An agent has one active call, whatever runs at the same moment.
            call.HasIndex(row => row.TakenBy).IsUnique();
            call.HasIndex(row => row.SessionId).IsUnique();
            call.HasIndex(row => row.ArrivedAt);
            call.HasOne(row => row.Session).WithOne().HasForeignKey<Call>(row => row.SessionId).OnDelete(DeleteBehavior.SetNull);
        });
        builder.Entity<EndedCall>(ended =>
        {
            ended.ToTable("ended_call").HasKey(row => row.ReferenceHash);
            ended.HasIndex(row => row.EndedAt);
        });
        builder.Entity<WrongCode>(wrong =>
        {
            wrong.ToTable("wrong_code");
            wrong.HasIndex(row => new { row.CallerHash, row.At });
            wrong.HasIndex(row => row.At);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitation").HasKey(row => row.CallId);
            invitation.HasIndex(row => row.CodeHash).IsUnique();
            invitation.HasOne<Call>().WithOne().HasForeignKey<Invitation>(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PhoneToken>(token =>
        {
            token.ToTable("phone_token").HasKey(row => row.SessionId);
            token.HasIndex(row => row.TokenHash).IsUnique();
            token.HasOne<SignedInSession>().WithOne().HasForeignKey<PhoneToken>(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            token.HasOne<Call>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AgentPresence>().ToTable("agent_presence").HasKey(row => row.AccountId);
        builder.Entity<CodeAttempt>(attempt =>
        {
            attempt.ToTable("code_attempt").HasKey(row => new { row.ReferenceHash, row.Attempt });
            attempt.HasIndex(row => row.At);
        });
    }

    private static void TelephoneTables(ModelBuilder builder)
    {
        builder.Entity<Telephone>(telephone =>
        {
            telephone.ToTable("telephone");
            telephone.HasIndex(row => row.Number).IsUnique();
            telephone.HasIndex(row => row.Name).IsUnique();
        });
        builder.Entity<TelephoneChoice>(choice =>
        {
            choice.ToTable("telephone_choice").HasKey(row => row.TelephoneId);
            choice.HasIndex(row => row.AccountId).IsUnique();
            choice.HasOne<Telephone>().WithOne().HasForeignKey<TelephoneChoice>(row => row.TelephoneId).OnDelete(DeleteBehavior.Cascade);
            choice.HasOne<SignedInSession>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>The roles of accounts kept here.</summary>
public static class AccountRoles
{
    public const string Agent = "agent";
    public const string Admin = "admin";
}
