using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Exchanges;

/// <summary>
/// What docs/exchange.md asks of every exchange, as agents and callers see it: the same for the stand-in without sound and for Asterisk.
/// Another exchange needs an <see cref="IExchange"/> and a class with its name.
/// </summary>
public abstract class ExchangeContract(IExchange exchange)
{
    private const string WrongCode = "0123456789";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("closed", WrongCode)]
    [InlineData("closed", "")]
    [InlineData("suspended", WrongCode)]
    public async Task A_municipality_that_takes_no_calls_ends_them(string state, string code)
    {
        var (municipality, number) = await exchange.MunicipalityAsync(spec => state == "closed"
            ? spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "Europe/Amsterdam", Week = [] } }
            : spec with { Suspended = true });
        await using var caller = await exchange.DialAsync(municipality, number);

        await caller.KeyInAsync(code);

        await caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Where_unidentified_callers_are_not_taken_the_third_wrong_code_ends_the_call()
    {
        var (municipality, number) = await exchange.MunicipalityAsync(spec => spec with { Unidentified = "end" });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);

        for (var attempt = 0; attempt < 3; attempt++) await caller.KeyInAsync(WrongCode);

        await caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await agent.CallsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task After_three_wrong_codes_the_caller_waits_unidentified()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await agent.CallsAsync()).Should().BeEmpty();
            await caller.KeyInAsync(WrongCode);
        }

        (await agent.CallAsync()).Identified.Should().BeFalse();
        caller.Ended.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_right_code_identifies_the_caller_and_the_number_is_shown_when_the_call_is_taken()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);

        await caller.KeyInAsync(await municipality.DisclosedCodeAsync());

        var call = await agent.CallAsync();
        call.Identified.Should().BeTrue();
        (await agent.TakeAsync(call.Id)).Call!.CallerNumber.Should().Be("+31612345678");
    }

    [Fact]
    public async Task A_caller_who_withholds_the_number_is_taken_without_one()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number, from: null);
        await caller.KeyInAsync("");

        var taken = await agent.TakeAsync((await agent.CallAsync()).Id);

        taken.Call!.CallerNumber.Should().BeNull();
    }

    [Theory]
    [InlineData("asked")]
    [InlineData("waiting")]
    [InlineData("taken")]
    public async Task A_caller_who_hangs_up_is_gone(string when)
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);
        if (when != "asked") await caller.KeyInAsync("");
        if (when != "asked") await agent.CallAsync();
        if (when == "taken") await agent.TakeAsync((await agent.CallAsync()).Id);

        await caller.HangUpAsync();

        if (when == "taken") await StateAsync(agent, "WRAP_UP");
        else await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 0, Soon, "the call is gone");
    }

    [Fact]
    public async Task An_agent_who_finishes_ends_the_callers_call()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);
        await caller.KeyInAsync("");
        var id = (await agent.CallAsync()).Id;
        await agent.TakeAsync(id);

        (await agent.FinishAsync(id)).Errors.Should().BeEmpty();

        await caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await agent.CallsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_that_is_given_back_waits_again_and_one_that_is_passed_on_is_the_colleagues()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await using var page = await agents[1].OpenPageAsync();
        await using var caller = await exchange.DialAsync(municipality, number);
        await caller.KeyInAsync("");
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);

        (await agents[0].ReleaseAsync(id)).Errors.Should().BeEmpty();
        await StateAsync(agents[1], "WAITING");
        await agents[0].TakeAsync(id);
        (await agents[0].TransferAsync(id, await agents[1].IdAsync())).Value.Outcome.Should().Be("TRANSFERRED");

        (await agents[1].CallAsync()).Mine.Should().BeTrue();
        await agents[1].FinishAsync(id);
        await caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_callers_at_once_are_two_calls_that_end_apart()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await using var first = await exchange.DialAsync(municipality, number);
        await first.KeyInAsync("");
        var one = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(one);
        await using var second = await exchange.DialAsync(municipality, number, from: "+31687654321");
        await second.KeyInAsync("");
        var other = await Eventually.GetAsync(
            async () => (await agents[1].CallsAsync()).SingleOrDefault(call => call.Id != one), Soon, "the second call is there");
        await agents[1].TakeAsync(other.Id);

        await agents[0].FinishAsync(one);

        await first.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
        second.Ended.IsCompleted.Should().BeFalse();
        (await agents[1].CallsAsync()).Should().ContainSingle(call => call.Mine);
    }

    [Fact]
    public async Task When_a_municipality_is_deleted_its_waiting_callers_are_not_left_in_the_queue()
    {
        var (municipality, number) = await exchange.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await exchange.DialAsync(municipality, number);
        await caller.KeyInAsync("");
        await agent.CallAsync();

        await exchange.DeleteAsync(municipality);

        await caller.Ended.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }

    private static Task<LiveCall> StateAsync(SignedIn agent, string state) => Eventually.GetAsync(
        async () => (await agent.CallsAsync()).SingleOrDefault(call => call.State == state), Soon, $"the call is {state}");
}
