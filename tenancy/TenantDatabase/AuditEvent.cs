namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// An entry in the municipality's audit log: a sign-in, a change to an account or to the telephones (BIO 8.15.01). Never contains a secret
/// or a password.
/// </summary>
public sealed class AuditEvent
{
    /// <summary>The retention period of the audit log and the data access log.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(183);

    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The person who acted; null if no one was signed in.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The display name at that time; the account may have been deleted since.</summary>
    public string? ActorName { get; init; }

    /// <summary>The account that the action affected.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>
    /// Its name at that time. For a sign-in without a role at the municipality's own provider: the received and the expected claims.
    /// </summary>
    public string? AccountName { get; init; }

    /// <summary>
    /// Name and number of the telephone that the action affected, as they were then. They are the municipality's own, not a caller's.
    /// </summary>
    public string? Telephone { get; init; }

    /// <summary>The network address that the request came from.</summary>
    public string? Origin { get; init; }
}

/// <summary>The names are stored: they are never changed.</summary>
public enum AuditAction
{
    SignedIn,

    /// <summary>A wrong password or second factor for an existing account.</summary>
    SignInRefused,

    /// <summary>Too many failed attempts; the account is locked temporarily.</summary>
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
    TelephoneAdded,
    TelephoneRemoved,

    /// <summary>An agent takes calls on it from now on.</summary>
    TelephoneChosen,

    /// <summary>An agent takes calls in the browser again. Not written when the agent's session ends.</summary>
    TelephoneLeft,
}
