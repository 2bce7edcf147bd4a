using System.Collections.Frozen;
using IdBellen.Tenancy.TenantDatabase;
using static IdBellen.Tenancy.States.SessionEffect;
using static IdBellen.Tenancy.States.SessionEvent;
using static IdBellen.Tenancy.TenantDatabase.IdentificationWay;
using static IdBellen.Tenancy.TenantDatabase.SessionState;

namespace IdBellen.Tenancy.States;

/// <summary>
/// The state machine of sessions. A pair without a rule changes nothing: ended sessions stay ended, disclosures to them are not kept, and
/// the IRMA server's state may be older than ours.
/// </summary>
public static class SessionTable
{
    private static readonly SessionState[] Undecided = [Started, Pairing, Connected];
    private static readonly IdentificationWay[] AllWays = [SamePhone, AnotherPhone, DuringCall];

    // The app must not continue before the digits that it shows have been entered.
    private static readonly IdentificationWay[] Paired = [AnotherPhone, DuringCall];

    private static readonly IReadOnlyList<Line> Lines =
    [
        new([SamePhone], [Started, Pairing], [AppConnected], Connected),
        new(AllWays, [Started], [AppShowsDigits], Pairing),
        new(Paired, [Pairing], [RightDigits], Connected),
        new(Paired, [Pairing], [WrongDigits], Pairing, Count),
        new(Paired, [Pairing], [LastWrongDigits], Locked, Erase),

        new([SamePhone], Undecided, [ValidProof], Disclosed, Keep),
        new([AnotherPhone], [Connected], [ValidProof], Disclosed, Keep),
        new([DuringCall], [Connected], [ValidProof], Matched, JoinCall),
        new([DuringCall], [Connected], [LateProof], Expired, Erase),
        // An old app that can't be paired discloses without it.
        new(Paired, [Started, Pairing], [ValidProof], Rejected, Erase),
        new(AllWays, Undecided, [InvalidProof], Rejected, Erase),
        new(AllWays, Undecided, [RefusedInApp], Cancelled, Erase),
        new(AllWays, Undecided, [TimedOut], Expired, Erase),

        // The data of a call is erased with the call.
        new(AllWays, [.. Undecided, Disclosed], [CancelledOnPage], Cancelled, Erase),
        new([SamePhone, AnotherPhone], [Disclosed], [CodeDialled], Matched),
    ];

    /// <summary>The rule for each way, state and event.</summary>
    public static IReadOnlyList<SessionRule> Rules { get; } =
    [
        .. from way in AllWays
           from state in Enum.GetValues<SessionState>()
           from happened in Enum.GetValues<SessionEvent>()
           select Lines.SingleOrDefault(
               line => line.Ways.Contains(way) && line.From.Contains(state) && line.Events.Contains(happened)) is { } line
               ? new SessionRule(way, state, happened, line.To, line.Effect)
               : new SessionRule(way, state, happened, state, None),
    ];

    private static readonly FrozenDictionary<(IdentificationWay, SessionState, SessionEvent), SessionRule> ByPair =
        Rules.ToFrozenDictionary(rule => (rule.Way, rule.From, rule.Event));

    public static SessionRule Of(IdentificationWay way, SessionState state, SessionEvent happened) => ByPair[(way, state, happened)];

    /// <summary>The states that this event changes, in any way of identifying: what belongs into the condition of an update.</summary>
    public static IReadOnlyList<SessionState> ChangedBy(SessionEvent happened) =>
        [.. Rules.Where(rule => rule.Event == happened && rule.To != rule.From).Select(rule => rule.From).Distinct()];

    private sealed record Line(
        IdentificationWay[] Ways, SessionState[] From, SessionEvent[] Events, SessionState To, SessionEffect Effect = None);
}
