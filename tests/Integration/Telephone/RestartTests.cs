using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Programs stop and start; no caller is lost, and no call is shown that does not exist.</summary>
[Takes(60)]
public sealed class RestartTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    [Fact]
    public async Task A_caller_who_waits_when_the_worker_stops_is_still_the_same_call_with_the_next_one()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        var before = (await agent.CallAsync()).Id;

        await fixture.StopWorkerAsync();
        caller.Sound.Forget();
        await TelephoneFixture.HearsSomethingAsync(caller);
        await fixture.StartWorkerAsync();

        var code = await municipality.DisclosedCodeAsync();
        await caller.PressAsync(code);
        await Eventually.BeTrueAsync(async () => (await agent.CallAsync()).Identified, what: "a late code still helps");
        (await agent.CallAsync()).Id.Should().Be(before);
        await caller.HangUpAsync();
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 0, TimeSpan.FromSeconds(10), "the call is gone");
    }

    [Fact]
    public async Task Of_two_workers_one_serves_and_the_other_takes_over_at_once_with_the_same_calls()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        var before = (await agent.CallAsync()).Id;
        var second = fixture.StartAnotherWorkerAsync();
        second.IsCompleted.Should().BeFalse("it stands by");

        await fixture.StopWorkerAsync();
        await using (var other = await second.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken))
        {
            (await other.GetAsync("/readyz")).Status.Should().Be(200);
            await using var next = await fixture.DialAsync(number);
            await next.PressAsync("#");
            await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 2, what: "it takes calls");
            (await agent.CallsAsync()).Select(call => call.Id).Should().Contain(before);
        }
        await fixture.StartWorkerAsync();
        await caller.HangUpAsync();
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).All(call => call.Id != before),
            TimeSpan.FromSeconds(10), "the call is gone");
    }

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_by_one_that_knows_its_calls_and_their_attempts()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await fixture.StopWorkerAsync();
        await using var first = await fixture.StartWorkerProcessAsync();
        await using var caller = await fixture.DialAsync(number);
        await caller.PressAsync("0123456789#");
        await Eventually.BeTrueAsync(async () => (await municipality.QueryAsync("SELECT count(*) FROM code_attempt")).Single() == "1",
            what: "the first attempt is wrong");

        first.Kill();
        await using var second = await fixture.StartWorkerProcessAsync();

        var code = await municipality.DisclosedCodeAsync();
        await Eventually.BeTrueAsync(async () => (await second.MetricsAsync()).Contains("result=\"adopted\"", StringComparison.Ordinal),
            what: "the call is adopted");
        await caller.PressAsync(code);
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).SingleOrDefault() is { Identified: true },
            what: "the second attempt is no repetition of the first");
    }

    [Fact]
    public async Task While_there_is_no_worker_a_caller_hears_an_apology_and_one_who_hangs_up_is_gone_when_the_next_one_comes()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var waiting = await fixture.DialAsync(number);
        await waiting.PressAsync("#");
        await agent.TakeAsync((await agent.CallAsync()).Id);

        await fixture.StopWorkerAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(fixture.Asterisk.IsAlone), what: "Asterisk gives new calls to nobody");
        await using (var caller = await fixture.DialAsync(number))
        {
            await TelephoneFixture.HearsSomethingAsync(caller);
            await caller.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        }
        await waiting.HangUpAsync();
        await fixture.StartWorkerAsync();

        // A worker that starts first gets the lease and the municipalities; on a busy machine that takes its time.
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).SingleOrDefault()?.State == "WRAP_UP",
            TimeSpan.FromSeconds(60), "the agent sees the end");
    }

    [Fact]
    public async Task Who_waits_and_hangs_up_while_there_is_no_worker_is_gone_when_the_next_one_comes()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var staying = await fixture.DialAsync(number);
        await using var leaving = await fixture.DialAsync(number);
        await Task.WhenAll(staying.PressAsync("#"), leaving.PressAsync("#"));
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 2, what: "both wait");

        await fixture.StopWorkerAsync();
        await leaving.HangUpAsync();
        await fixture.StartWorkerAsync();

        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 1, TimeSpan.FromSeconds(90), "one is gone");
        await fixture.StopWorkerAsync();
        await fixture.StartWorkerAsync();
        (await agent.CallsAsync()).Should().HaveCount(1, "the other one is still there");
    }

    [Fact]
    public async Task When_Asterisk_crashes_its_calls_are_gone_from_the_agents_screens_within_ten_seconds_and_the_next_one_is_taken()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        await agent.CallAsync();

        var restart = fixture.Asterisk.CrashAsync();

        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 0, TimeSpan.FromSeconds(30), "the call is gone");
        await restart;
        await Eventually.BeTrueAsync(async () => (await fixture.Worker.GetAsync("/readyz")).Status == 200, what: "the worker is ready");
        await using var next = await fixture.DialAsync(number);
        await next.PressAsync("#");
        await agent.CallAsync();
    }
}
