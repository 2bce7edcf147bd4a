using AwesomeAssertions;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tests.Unit.Tenancy.States;

public sealed class SessionTableTests
{
    private static readonly SessionState[] Ends =
        [SessionState.Cancelled, SessionState.Expired, SessionState.Rejected, SessionState.Locked];

    [Fact]
    public void What_has_ended_stays_so_and_keeps_nothing() =>
        SessionTable.Rules.Where(rule => Ends.Contains(rule.From)).Should().NotBeEmpty()
            .And.OnlyContain(rule => rule.To == rule.From && rule.Effect == SessionEffect.None);

    [Fact]
    public void Whoever_leads_to_an_end_erases_what_was_disclosed() =>
        SessionTable.Rules.Where(rule => rule.To != rule.From && Ends.Contains(rule.To)).Should().NotBeEmpty().And.OnlyContain(
            rule => rule.Effect == SessionEffect.Erase);

    [Fact]
    public void A_disclosure_is_kept_only_where_the_app_went_on_with_leave() =>
        SessionTable.Rules.Where(rule => rule.Effect is SessionEffect.Keep or SessionEffect.JoinCall).Should().NotBeEmpty()
            .And.OnlyContain(rule => rule.Event == SessionEvent.ValidProof
                && (rule.Way == IdentificationWay.SamePhone || rule.From == SessionState.Connected));

    [Fact]
    public void A_code_joins_a_call_once_and_an_invited_caller_has_none() =>
        SessionTable.Rules.Where(rule => rule.Event == SessionEvent.CodeDialled && rule.To != rule.From)
            .Select(rule => (rule.Way, rule.From, rule.To))
            .Should().BeEquivalentTo(
            [
                (IdentificationWay.SamePhone, SessionState.Disclosed, SessionState.Matched),
                (IdentificationWay.AnotherPhone, SessionState.Disclosed, SessionState.Matched),
            ]);
}
