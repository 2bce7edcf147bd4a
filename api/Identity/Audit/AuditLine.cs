using GraphQL;

namespace IdBellen.Api.Identity.Audit;

/// <summary>
/// An entry in the audit log: a sign-in, a change to an account or the telephones, or access to a citizen's data. It never contains what
/// was seen or typed about a citizen.
/// </summary>
internal sealed record AuditLine
{
    /// <summary>Pass it as <c>before</c> to read older entries.</summary>
    [Id]
    public required string Id { get; init; }

    public required DateTime At { get; init; }

    public required AuditedAction Action { get; init; }

    /// <summary>The display name, at that time, of the person who acted; null when nobody was signed in.</summary>
    public required string? Actor { get; init; }

    /// <summary>The display name, at that time, of the account that the action affected.</summary>
    public required string? Account { get; init; }

    /// <summary>
    /// The session of the citizen whose data was accessed: a random identifier. After at most an hour nothing else of that session exists.
    /// </summary>
    [Id]
    public required Guid? SessionId { get; init; }

    /// <summary>The Dutch label of the link that was followed.</summary>
    public required string? Link { get; init; }

    /// <summary>Name and number, at that time, of the municipality's own telephone that was entered, removed, chosen or left.</summary>
    public required string? Telephone { get; init; }

    /// <summary>The network address that the request came from.</summary>
    public required string? Origin { get; init; }
}

internal enum AuditedAction
{
    SignedIn,

    /// <summary>A wrong password or second factor for an existing account.</summary>
    SignInRefused,

    /// <summary>Too many failed attempts; the account is locked temporarily.</summary>
    AccountLocked,
    SignedOut,

    /// <summary>The municipality's identity provider ended the session.</summary>
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

    /// <summary>An agent takes calls on a telephone from now on: until another line of this agent, or the end of the session.</summary>
    TelephoneChosen,

    /// <summary>An agent takes calls in the browser again.</summary>
    TelephoneLeft,

    /// <summary>An agent saw the overview attributes of a waiting call; recorded once per agent and call.</summary>
    Overview,

    /// <summary>An agent took a call, or received it from a colleague, and saw all attributes that the caller had disclosed.</summary>
    Taken,

    /// <summary>An agent saw all attributes that the caller disclosed during the call.</summary>
    Confirmed,

    /// <summary>An agent followed a link with the caller's data.</summary>
    Link,
}
