using IdBellen.Api.Calls;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Irma;
using IdBellen.Api.Sessions;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Events;

/// <summary>What is live at one tenant at one moment. Holds opened personal data; it lives in memory only, for seconds.</summary>
public sealed record LiveSnapshot
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<LiveCall> Calls { get; init; }

    /// <summary>The sessions that somebody watches and that still exist.</summary>
    public required IReadOnlyDictionary<Guid, SessionStatus> Sessions { get; init; }

    /// <summary>The sessions of people who are signed in as agents now.</summary>
    public required IReadOnlySet<Guid> AgentSessions { get; init; }
}

/// <summary>A live call with its data opened.</summary>
public sealed record LiveCall
{
    public required Guid Id { get; init; }

    public required string CallReference { get; init; }

    public required Guid? SessionId { get; init; }

    /// <summary>Whose attributes these are, for the access log; null when there are none.</summary>
    public required DataSubject? Subject { get; init; }

    public required bool Identified { get; init; }

    /// <summary>Null when not identified.</summary>
    public required IdentificationWay? Way { get; init; }

    public required string? Purpose { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    public required Guid? TakenBy { get; init; }

    public required string? TakenByName { get; init; }

    public required DateTimeOffset? TakenAt { get; init; }

    public required string? TransferredBy { get; init; }

    /// <summary>The caller has hung up, or the exchange has fallen silent.</summary>
    public required bool HungUp { get; init; }

    /// <summary>When the personal data goes; null when there is none.</summary>
    public required DateTimeOffset? PersonalDataUntil { get; init; }

    public required IReadOnlyList<VerifiedAttribute> Attributes { get; init; }

    public required string? CallerNumber { get; init; }

    /// <summary>The open invitation to identify, if there is one.</summary>
    public required LiveInvitation? Invitation { get; init; }
}

/// <summary>An invitation that can still be used, with its code opened.</summary>
public sealed record LiveInvitation(string Code, string Purpose, DateTimeOffset ExpiresAt, InvitationState State);
