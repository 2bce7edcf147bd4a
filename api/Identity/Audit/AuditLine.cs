using GraphQL;

namespace IdBellen.Api.Audit;

/// <summary>A line of the audit log: who signed in, who did what to which account, who looked at whose data. Never what was seen or typed.</summary>
public sealed record AuditLine
{
    /// <summary>Of this line, to go on from.</summary>
    [Id]
    public required string Id { get; init; }

    public required DateTime At { get; init; }

    public required AuditedAction Action { get; init; }

    /// <summary>Who did it, by the name of that moment; null for who was not signed in.</summary>
    public required string? Actor { get; init; }

    /// <summary>The account that it was done to, by the name of that moment.</summary>
    public required string? Account { get; init; }

    /// <summary>The session of the citizen whose data was looked at: a random number, of which nothing else is left after at most an hour.</summary>
    [Id]
    public required Guid? SessionId { get; init; }

    /// <summary>The Dutch label of the link that was followed.</summary>
    public required string? Link { get; init; }

    /// <summary>The network address that it came from.</summary>
    public required string? Origin { get; init; }
}

public enum AuditedAction
{
    SignedIn,

    /// <summary>A wrong password or second factor of an account that exists.</summary>
    SignInRefused,

    /// <summary>Too many of these; the account can't be used for a while.</summary>
    AccountLocked,
    SignedOut,

    /// <summary>The municipality's identity provider ended it.</summary>
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

    /// <summary>An agent saw the overview of a waiting call; written once for each agent and call.</summary>
    Overview,

    /// <summary>An agent took a call, or was given it, and saw all that the caller had disclosed.</summary>
    Taken,

    /// <summary>An agent saw all that the caller disclosed during the call.</summary>
    Confirmed,

    /// <summary>An agent followed a link with the caller's data.</summary>
    Link,
}
