using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Telephones;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Telephony.Live;

/// <summary>
/// A snapshot of the live calls and sessions of one tenant. Contains decrypted personal data; kept in memory only, for seconds.
/// </summary>
internal sealed record LiveSnapshot
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<LiveCall> Calls { get; init; }

    /// <summary>The watched sessions that still exist.</summary>
    public required IReadOnlyDictionary<Guid, SessionStatus> Sessions { get; init; }

    /// <summary>The sessions of people who are signed in as agents now.</summary>
    public required IReadOnlySet<Guid> AgentSessions { get; init; }

    /// <summary>
    /// The waiting calls whose overview is in the access log for each agent who watches. Nobody may be shown that of another one.
    /// </summary>
    public IReadOnlySet<Guid> Recorded { get; init; } = new HashSet<Guid>();
}

/// <summary>A live call with its data opened.</summary>
internal sealed record LiveCall
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

    /// <summary>On which the agent takes this call; null when in the browser, or when nobody has it.</summary>
    public AgentTelephone? Telephone { get; init; }

    /// <summary>The exchange says that agent and caller hear each other.</summary>
    public required bool Connected { get; init; }

    /// <summary>The caller has hung up, or the exchange has fallen silent.</summary>
    public required bool HungUp { get; init; }

    /// <summary>When the personal data is erased; null when there is none.</summary>
    public required DateTimeOffset? PersonalDataUntil { get; init; }

    public required IReadOnlyList<VerifiedAttribute> Attributes { get; init; }

    /// <summary>Null once its time is over.</summary>
    public required CallerNumber? CallerNumber { get; init; }

    /// <summary>The open invitation to identify, if there is one.</summary>
    public required LiveInvitation? Invitation { get; init; }
}

/// <summary>An invitation that can still be used, with its code opened.</summary>
internal sealed record LiveInvitation(string Code, string Purpose, DateTimeOffset ExpiresAt, InvitationState State);
