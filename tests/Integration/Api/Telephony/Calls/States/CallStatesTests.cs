using AwesomeAssertions;
using IdBellen.Tenancy.States;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.States;

/// <summary>
/// Each pair of state and event that the table knows, at the real api and the real database: what is answered, what is stored, what is
/// written down, and that no agent sees anything of anybody without a record.
/// </summary>
public sealed class CallStatesTests(CallStatesFixture fixture) : IClassFixture<CallStatesFixture>
{
    /// <summary>All but the disclosure of an invited caller, whose session needs more than a call: <c>InvitationTests</c>.</summary>
    public static TheoryData<CallEvent> Events { get; } = [.. Enum.GetValues<CallEvent>().Except([CallEvent.InvitedDisclosure])];

    [Theory]
    [InlineData(CallEvent.RightCode)]
    [InlineData(CallEvent.LastWrongCode)]
    [InlineData(CallEvent.ReportQueued)]
    [InlineData(CallEvent.ReportConnected)]
    [InlineData(CallEvent.ReportEnded)]
    [InlineData(CallEvent.Take)]
    [InlineData(CallEvent.TakeAgain)]
    [InlineData(CallEvent.Release)]
    [InlineData(CallEvent.Finish)]
    [InlineData(CallEvent.FinishByOther)]
    public Task What_the_exchange_and_agents_do_most_does_in_each_state_what_the_table_says(CallEvent happened) =>
        CompareAsync(CallTable.Rules.Where(rule => rule.Event == happened
            && rule.From is { Identity: not CallerIdentity.Erased, Stage: not (CallStage.WaitingSilent or CallStage.TakenSilent) }));

    [Theory]
    [Trait("Length", "Long")]
    [MemberData(nameof(Events))]
    public Task Each_event_does_in_each_state_what_the_table_says(CallEvent happened) =>
        CompareAsync(CallTable.Rules.Where(rule => rule.Event == happened));

    private async Task CompareAsync(IEnumerable<CallRule> asked)
    {
        var calls = await fixture.CallsAsync();
        var rules = asked.ToList();
        await calls.DiscloseAsync(
            rules.Count(rule => rule.From.Identity != CallerIdentity.None)
                + rules.Count(rule => rule.Event is CallEvent.RightCode or CallEvent.ExpiredCode));

        foreach (var rule in rules)
        {
            await calls.ForgetAsync();
            var call = await calls.PutAsync(rule.From);
            (await calls.StateAsync(call)).Should().Be($"{rule.From}", "that is where the test begins");
            var before = await calls.RecordsAsync();

            var (outcome, next) = await calls.FireAsync(rule.Event, call);

            // The municipality of this test lets callers wait whom it does not know.
            var expected = rule.Next == CallNext.AsChosen ? CallNext.Queue : rule.Next;
            outcome.Should().Be(rule.Outcome, $"of {rule.Event} in {rule.From}");
            next.Should().Be(expected switch
            {
                CallNext.None => "",
                CallNext.AskAgain => "ASK_AGAIN",
                _ =>
                $"{expected}".ToUpperInvariant()
            }, $"of {rule.Event} in {rule.From}");
            (await calls.StateAsync(call)).Should().Be($"{rule.To}", $"after {rule.Event} in {rule.From}");
            (await calls.RecordsAsync()).Except(before).Select(record => record.Split(' ')[1]).Should()
                .Equal(rule.Record is { } record ? [record] : [], $"of {rule.Event} in {rule.From}");
            (await calls.UnrecordedAsync(call)).Should().BeEmpty($"after {rule.Event} in {rule.From}");
        }
    }
}

/// <summary>One municipality for all pairs.</summary>
public sealed class CallStatesFixture(IdBellen.Tests.Support.Environment.TestEnvironment environment) : ApiFixture(environment)
{
    private IAsyncDisposable? page;
    private StagedCalls? calls;

    internal async Task<StagedCalls> CallsAsync()
    {
        if (calls is not null) return calls;
        calls = await StagedCalls.CreateAsync(await MunicipalityAsync(spec => spec with { WrapUp = "5m" }));
        page = await calls.Colleague.Person.OpenPageAsync();
        return calls;
    }

    public override async ValueTask DisposeAsync()
    {
        if (page is not null) await page.DisposeAsync();
        if (calls is not null) await calls.DisposeAsync();
        await base.DisposeAsync();
    }
}
