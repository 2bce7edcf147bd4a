using AwesomeAssertions;
using IdBellen.Tenancy.States;

namespace IdBellen.Tests.Unit.Tenancy.States;

/// <summary>
/// What must be true of the table as it is written; that it is true of the product is for
/// <c>tests/Integration/Api/Telephony/Calls/States</c>.
/// </summary>
public sealed class CallTableTests
{
    private static readonly CallStage[] WithTaker = [CallStage.Taken, CallStage.TakenSilent, CallStage.HungUp];

    [Fact]
    public void Every_pair_that_can_come_together_has_one_rule()
    {
        var pairs = from state in CallStanding.All
                    from happened in Enum.GetValues<CallEvent>()
                    where CanHappen(state, happened)
                    select (state, happened);

        CallTable.Rules.Select(rule => (rule.From, rule.Event)).Should().BeEquivalentTo(pairs);
    }

    [Fact]
    public void Wherever_an_agent_gets_to_see_all_there_is_a_record() =>
        CallTable.Rules.Where(rule => rule.To is { Stage: CallStage.Taken, Identity: CallerIdentity.Known }
                && (rule.Effect == CallEffect.PassOn || rule.From.Stage is not (CallStage.Taken or CallStage.TakenSilent)
                    || rule.From.Identity != CallerIdentity.Known))
            .Should().NotBeEmpty().And.OnlyContain(rule => rule.Record != null);

    [Fact]
    public void What_the_exchange_is_to_do_follows_from_where_the_call_then_stands() =>
        CallTable.Rules.Where(rule => rule.Next != CallNext.None).Should().OnlyContain(rule => rule.Next == (
            rule.Effect == CallEffect.EnterAsChosen ? CallNext.AsChosen
            : rule.To.Stage == CallStage.Unknown ? CallNext.AskAgain
            : rule.To.Stage == CallStage.Waiting ? CallNext.Queue
            : rule.To.Stage == CallStage.Taken ? CallNext.Talk
            : CallNext.End));

    [Fact]
    public void Where_a_right_code_changes_nothing_no_code_is_told_from_another()
    {
        CallEvent[] codes = [CallEvent.RightCode, CallEvent.WrongCode, CallEvent.LastWrongCode, CallEvent.ExpiredCode];

        foreach (var state in CallStanding.All.Where(state => CallTable.Of(state, CallEvent.RightCode).Effect != CallEffect.Join))
            codes.Select(code => CallTable.Of(state, code) with { Event = CallEvent.RightCode }).Distinct().Should()
                .ContainSingle($"of {state}");
    }

    [Fact]
    public void Nobody_who_was_seen_is_replaced_and_an_end_is_an_end()
    {
        CallTable.Rules.Where(rule => rule.Effect == CallEffect.Join).Should()
            .OnlyContain(rule => rule.From.Identity != CallerIdentity.Known);
        CallTable.Rules.Where(rule => rule.From == CallStanding.Ended).Should().OnlyContain(rule => rule.To == CallStanding.Ended);
        CallTable.Rules.Where(rule => rule.From.Stage == CallStage.HungUp).Should()
            .OnlyContain(rule => rule.To.Stage == CallStage.HungUp || rule.To == CallStanding.Ended);
    }

    private static bool CanHappen(CallStanding state, CallEvent happened) => happened switch
    {
        CallEvent.TakeAgain or CallEvent.Release or CallEvent.Transfer or CallEvent.Finish or CallEvent.FollowLink or CallEvent.Invite
            or CallEvent.TakerLeaves
            => WithTaker.Contains(state.Stage),
        CallEvent.DataExpires => state.Stage is not (CallStage.Unknown or CallStage.Ended),
        _ => true,
    };
}
