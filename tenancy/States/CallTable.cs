using System.Collections.Frozen;
using static IdBellen.Tenancy.States.CallEffect;
using static IdBellen.Tenancy.States.CallEvent;
using static IdBellen.Tenancy.States.CallerIdentity;
using static IdBellen.Tenancy.States.CallNext;
using static IdBellen.Tenancy.States.CallStage;

namespace IdBellen.Tenancy.States;

/// <summary>
/// The state machine of calls. Use cases follow it while they hold a lock on the call's row, so that the state that they found remains.
/// A correct code or an invited disclosure joins a call only in the states given here, and whenever an agent sees more than before, that
/// is recorded.
/// </summary>
public static class CallTable
{
    private static readonly CallStage[] Waits = [Waiting, WaitingSilent];
    private static readonly CallStage[] HasTaker = [Taken, TakenSilent];
    private static readonly CallStage[] Over = [HungUp, Ended];
    private static readonly CallStage[] Gone = [CallStage.Unknown, Ended];
    private static readonly CallerIdentity[] Anyone = [CallerIdentity.None, Known, Erased];
    private static readonly CallerIdentity[] Nobody = [CallerIdentity.None];
    private static readonly CallerIdentity[] Somebody = [Known, Erased];
    private static readonly CallerIdentity[] NotKnown = [CallerIdentity.None, Erased];

    private static readonly CallEvent[] Codes = [RightCode, WrongCode, LastWrongCode, ExpiredCode];
    private static readonly CallEvent[] Alive = [ReportQueued, ReportConnected];

    /// <summary>The rules: groups of states and events with the same result.</summary>
    private static readonly IReadOnlyList<Line> Lines =
    [
        // A code identifies a waiting caller who is not identified yet. It does not replace an identity that agents have seen, and has no
        // effect after an agent has taken the call or the caller has hung up. Then the code is not looked up, so it stays usable, the
        // response reveals nothing, and the attempt does not count.
        new([CallStage.Unknown], Nobody, [RightCode],
            Join) { To = Waiting, As = Known, Outcome = "MATCHED", Next = Queue, AsksDoor = true },
        new([CallStage.Unknown], Nobody, [WrongCode], CallEffect.None) { Outcome = "RETRY", Next = AskAgain, AsksDoor = true },
        new([CallStage.Unknown], Nobody, [LastWrongCode],
            EnterAsChosen) { To = Waiting, Outcome = "LOCKED", Next = AsChosen, AsksDoor = true },
        new([CallStage.Unknown], Nobody, [ExpiredCode],
            EnterAsChosen) { To = Waiting, Outcome = "EXPIRED", Next = AsChosen, AsksDoor = true },
        new(Waits, Nobody, [RightCode], Join) { To = Waiting, As = Known, Outcome = "MATCHED", Next = Queue },
        new(Waits, Nobody, [WrongCode], NoteLife) { To = Waiting, Outcome = "RETRY", Next = Queue },
        new(Waits, Nobody, [LastWrongCode], NoteLife) { To = Waiting, Outcome = "LOCKED", Next = Queue },
        new(Waits, Nobody, [ExpiredCode], NoteLife) { To = Waiting, Outcome = "EXPIRED", Next = Queue },
        new(Waits, Somebody, Codes, NoteLife) { To = Waiting, Outcome = "ALREADY_IDENTIFIED", Next = Queue },
        new(HasTaker, Anyone, Codes, NoteLife) { To = Taken, Outcome = "TOO_LATE", Next = Talk },
        new(Over, Anyone, Codes, CallEffect.None) { Outcome = "TOO_LATE", Next = End },

        // Reports come twice, late and in any order: what an agent or the caller did wins.
        new([CallStage.Unknown], Nobody, Alive, Enter) { To = Waiting, Next = Queue, AsksDoor = true },
        new(Waits, Anyone, Alive, NoteLife) { To = Waiting, Next = Queue },
        new(HasTaker, Anyone, Alive, NoteLife) { To = Taken, Next = Talk },
        new(Over, Anyone, Alive, CallEffect.None) { Next = End },
        new([CallStage.Unknown, .. Waits], Anyone, [ReportEnded], Erase) { To = Ended, Next = End },
        new(HasTaker, Anyone, [ReportEnded], HangUp) { To = HungUp, Next = End },
        new(Over, Anyone, [ReportEnded], CallEffect.None) { Next = End },

        new([Waiting], NotKnown, [CallEvent.Take], CallEffect.Take) { To = Taken, Outcome = "TAKEN" },
        new([Waiting], [Known], [CallEvent.Take], CallEffect.Take) { To = Taken, Outcome = "TAKEN", Record = "taken" },
        new([WaitingSilent, .. Gone], Anyone, [CallEvent.Take], CallEffect.None) { Outcome = "ENDED" },
        new([.. HasTaker, HungUp], Anyone, [CallEvent.Take], CallEffect.None) { Outcome = "ALREADY_TAKEN" },
        new([.. HasTaker, HungUp], Anyone, [TakeAgain], CallEffect.None) { Outcome = "TAKEN" },
        new([Taken], Anyone, [Release], GiveBack) { To = Waiting },
        new([TakenSilent, HungUp], Anyone, [Release], CallEffect.None) { Outcome = "CALL_ENDED" },
        new([.. Waits, .. HasTaker, HungUp], Anyone, [ReleaseByOther], CallEffect.None) { Outcome = "CALL_NOT_YOURS" },
        new(Gone, Nobody, [ReleaseByOther], CallEffect.None) { Outcome = "CALL_ENDED" },
        new([Taken], NotKnown, [Transfer], PassOn) { Outcome = "TRANSFERRED" },
        new([Taken], [Known], [Transfer], PassOn) { Outcome = "TRANSFERRED", Record = "taken" },
        new([TakenSilent, HungUp], Anyone, [Transfer], CallEffect.None) { Outcome = "ENDED" },
        new([Waiting, Taken], Anyone, [TransferByOther], CallEffect.None) { Outcome = "CALL_NOT_YOURS" },
        new([WaitingSilent, TakenSilent, HungUp, .. Gone], Anyone, [TransferByOther], CallEffect.None) { Outcome = "ENDED" },
        new([.. HasTaker, HungUp], Anyone, [Finish], Erase) { To = Ended },
        new([.. Waits, .. HasTaker, HungUp], Anyone, [FinishByOther], CallEffect.None) { Outcome = "CALL_NOT_YOURS" },
        // Finishing a finished call is allowed.
        new(Gone, Nobody, [FinishByOther], CallEffect.None),
        new([.. HasTaker, HungUp], [Known], [FollowLink], CallEffect.None) { Record = "link" },
        new([.. HasTaker, HungUp], NotKnown, [FollowLink], CallEffect.None) { Outcome = "LINK_UNKNOWN" },
        new([Waiting, .. HasTaker, HungUp], Anyone, [FollowLinkByOther], CallEffect.None) { Outcome = "CALL_NOT_YOURS" },
        new([WaitingSilent, .. Gone], Anyone, [FollowLinkByOther], CallEffect.None) { Outcome = "CALL_ENDED" },

        new([Taken], NotKnown, [CallEvent.Invite], CallEffect.Invite),
        new([Taken], [Known], [CallEvent.Invite], CallEffect.None) { Outcome = "ALREADY_IDENTIFIED" },
        new([TakenSilent, HungUp], Anyone, [CallEvent.Invite], CallEffect.None) { Outcome = "CALL_ENDED" },
        new([Waiting, Taken], Anyone, [InviteByOther], CallEffect.None) { Outcome = "CALL_NOT_YOURS" },
        new([WaitingSilent, TakenSilent, HungUp, .. Gone], Anyone, [InviteByOther], CallEffect.None) { Outcome = "CALL_ENDED" },
        // The agent who has the call sees the disclosure at once. A call that was released in the meantime shows what any waiting call
        // shows, and that access is recorded when it happens.
        new([Taken], NotKnown, [InvitedDisclosure], Join) { As = Known, Record = "confirmed" },
        new([Waiting], NotKnown, [InvitedDisclosure], Join) { As = Known },
        new([Waiting, Taken], [Known], [InvitedDisclosure], EraseDisclosure),
        new([WaitingSilent, TakenSilent, HungUp, .. Gone], Anyone, [InvitedDisclosure], EraseDisclosure),

        new([Taken], Anyone, [TakerLeaves], GiveBack) { To = Waiting },
        new([TakenSilent], Anyone, [TakerLeaves], GiveBack) { To = WaitingSilent },
        new([HungUp], Anyone, [TakerLeaves], GiveBack),
        new([.. Waits, .. HasTaker, HungUp], [Known], [DataExpires], CallEffect.None) { As = Erased },
        new([.. Waits, .. HasTaker, HungUp], NotKnown, [DataExpires], CallEffect.None),
        new([Waiting, Taken, .. Gone], Anyone, [Purge], CallEffect.None),
        new([WaitingSilent, TakenSilent, HungUp], Anyone, [Purge], Erase) { To = Ended },
    ];

    /// <summary>The rule for each possible pair of state and event.</summary>
    public static IReadOnlyList<CallRule> Rules { get; } = [.. Lines.SelectMany(line => line.Rules())];

    private static readonly FrozenDictionary<(CallStanding, CallEvent), CallRule> ByPair =
        Rules.ToFrozenDictionary(rule => (rule.From, rule.Event));

    /// <exception cref="KeyNotFoundException">This cannot happen to a call in this state.</exception>
    public static CallRule Of(CallStanding state, CallEvent happened) => ByPair[(state, happened)];

    private sealed record Line(CallStage[] Stages, CallerIdentity[] Identities, CallEvent[] Events, CallEffect Effect)
    {
        public CallStage? To { get; init; }

        public CallerIdentity? As { get; init; }

        public string Outcome { get; init; } = "";

        public CallNext Next { get; init; }

        public string? Record { get; init; }

        public bool AsksDoor { get; init; }

        public IEnumerable<CallRule> Rules() =>
            from state in CallStanding.All
            where Stages.Contains(state.Stage) && Identities.Contains(state.Identity)
            from happened in Events
            select new CallRule(state, happened, After(state), Effect, Outcome, Next, Record, AsksDoor);

        private CallStanding After(CallStanding state) => (To ?? state.Stage) is Ended
            ? CallStanding.Ended
            : new CallStanding(To ?? state.Stage, As ?? state.Identity);
    }
}
