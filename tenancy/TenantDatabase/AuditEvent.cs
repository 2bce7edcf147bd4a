namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A line of the municipality's audit log: who signed in, and who did what to which account (BIO 8.15.01). Never a secret or a password.</summary>
public sealed class AuditEvent
{
    /// <summary>How long lines of the audit log and of the data access log are kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(183);

    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>Who did it; null for who is not signed in.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The name at that moment: an account may be gone when somebody reads this.</summary>
    public string? ActorName { get; init; }

    /// <summary>The account it was done to.</summary>
    public Guid? AccountId { get; init; }

    public string? AccountName { get; init; }

    /// <summary>The network address that it came from.</summary>
    public string? Origin { get; init; }
}

/// <summary>The names are stored: they are never changed.</summary>
public enum AuditAction
{
    SignedIn,

    /// <summary>A wrong password or second factor of an account that exists.</summary>
    SignInRefused,

    /// <summary>Too many of these; the account can't be used for a while.</summary>
    AccountLocked,
    SignedOut,

    /// <summary>The identity provider ended it (OpenID Connect Back-Channel Logout 1.0).</summary>
    SignedOutByProvider,
    PasswordSet,
    SecondFactorSet,
    RecoveryCodeUsed,
    AccountCreated,
    AccountDeleted,
    AccountDisabled,
    AccountEnabled,
    RolesChanged,
    PasswordReset,
    SecondFactorReset,
}
