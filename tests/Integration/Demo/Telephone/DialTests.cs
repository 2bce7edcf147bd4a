using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Demo.Telephone;

public sealed class DialTests : IAsyncLifetime
{
    private const string Number = "+31263770000";
    private const string Code = "0123456789";
    private readonly string tokenFile = Path.GetTempFileName();
    private ExchangeApi api = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(tokenFile, "s3cret\n", RunningDemo.Cancelled);
        api = await ExchangeApi.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        File.Delete(tokenFile);
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("geen nummer", 400)]
    [InlineData("+31999999999", 404)]
    public async Task A_number_of_no_municipality_is_refused_in_words(string? number, int status)
    {
        await using var demo = await StartDemoAsync();

        using var answer = await CallingPage.PostAsync(demo.Pages, number);

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled)).Should().Contain("\"text\":");
    }

    [Fact]
    public async Task Without_any_municipality_dialling_says_what_to_set()
    {
        await using var demo = await RunningDemo.StartAsync("Municipalities=");

        using var answer = await CallingPage.PostAsync(demo.Pages, Number);

        ((int)answer.StatusCode).Should().BeOneOf(404, 503);
    }

    [Fact]
    public async Task When_the_api_refuses_the_exchange_the_caller_hears_it_and_the_call_ends()
    {
        api.Refusal = "EXCHANGE_ONLY";
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, Code);

        (await page.HearAsync("ENDED")).Text.Should().Contain("EXCHANGE_ONLY");
    }

    [Fact]
    public async Task When_the_api_gives_no_answer_it_is_asked_three_times()
    {
        await api.DisposeAsync();
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, Code);

        (await page.HearAsync("ENDED")).Text.Should().Contain("geen antwoord van IdBellen");
    }

    [Theory]
    [InlineData("CLOSED", "gesloten")]
    [InlineData("SUSPENDED", "kan nu niet")]
    public async Task A_closed_or_suspended_municipality_ends_the_call(string outcome, string words)
    {
        api.Outcome = _ => outcome;
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, Code);

        await page.HearAsync("BUSY");
        (await page.HearAsync("BUSY")).Text.Should().Contain("toontjes");
        (await page.HearAsync("BUSY")).Text.Should().Contain(words);
        await page.HearAsync("ENDED");
        (await api.NextAsync()).Operation.Should().Be("MatchCode");
        (await api.NextAsync())["state"].Should().Be("ENDED");
    }

    [Fact]
    public async Task A_wrong_code_is_asked_again_with_the_next_attempt_of_the_same_call()
    {
        api.Outcome = attempt => attempt switch { 1 or 2 => "RETRY", _ => "LOCKED" };
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, "1111111111");

        var first = await api.NextAsync();
        await page.KeyInAsync(await page.HearAsync("ASKING"), "2222222222");
        var second = await api.NextAsync();
        await page.KeyInAsync(await page.HearAsync("ASKING"), "3333333333");
        var third = await api.NextAsync();
        await page.HearAsync("QUEUED");

        new[] { first, second, third }.Select(asked => (asked["code"], asked["attempt"])).Should()
            .Equal(("1111111111", "1"), ("2222222222", "2"), ("3333333333", "3"));
        new[] { first, second, third }.Select(asked => asked["callReference"]).Distinct().Should().HaveCount(1);
        (await api.NextAsync())["state"].Should().Be("QUEUED");
    }

    [Fact]
    public async Task Somebody_without_a_code_is_queued_unidentified()
    {
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number);

        await page.KeyInAsync(await page.HearAsync("ASKING"), "");
        await page.HearAsync("QUEUED");

        var asked = await api.NextAsync();
        asked.Operation.Should().Be("ReportCall");
        asked["state"].Should().Be("QUEUED");
        asked["callerNumber"].Should().BeNull();
    }

    [Fact]
    public async Task Silence_counts_as_no_code_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        await using var demo = await StartDemoAsync(time);
        await using var page = await CallingPage.DialAsync(demo, Number);
        await page.HearAsync("ASKING");

        var queued = await time.AdvanceUntilAsync(page.HearAsync("QUEUED"), TimeSpan.FromSeconds(10));

        queued.Text.Should().Contain("wachtrij");
    }

    [Fact]
    public async Task A_call_goes_from_code_by_queue_to_an_agent_and_ends_when_the_agent_finishes()
    {
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, $"{Number},,{Code}", caller: "0612345678");

        var matched = await api.NextAsync();
        matched.Operation.Should().Be("MatchCode");
        (matched["code"], matched["callerNumber"]).Should().Be((Code, "+31612345678"));
        await page.HearAsync("QUEUED");
        (await api.NextAsync())["state"].Should().Be("QUEUED");
        (await api.NextAsync()).Operation.Should().Be("Assignments");
        api.Assign("somebody-else");
        api.Assign("somebody-else", matched["callReference"]!);
        (await page.HearAsync("CONNECTED")).Text.Should().Be("U spreekt met een medewerker.");
        (await api.NextAsync())["state"].Should().Be("CONNECTED");
        api.Next = "END";
        api.Assign("somebody-else");
        (await page.HearAsync("ENDED")).Text.Should().Contain("medewerker");
        (await api.NextAsync())["state"].Should().Be("CONNECTED", "only the answer to a report tells that it is over");
        (await api.NextAsync())["state"].Should().Be("ENDED");
    }

    [Fact]
    public async Task A_call_that_is_passed_on_stays_connected_and_one_that_is_given_back_waits_again()
    {
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, Code);
        var reference = (await api.NextAsync())["callReference"]!;
        await page.HearAsync("QUEUED");

        api.AssignTo("anna", reference);
        await page.HearAsync("CONNECTED");
        api.AssignTo("bram", reference);
        (await page.HearAsync("CONNECTED")).Text.Should().Contain("doorverbonden");
        api.Assign();
        (await page.HearAsync("QUEUED")).Text.Should().Contain("teruggezet");
        api.AssignTo("carla", reference);
        (await page.HearAsync("CONNECTED")).Text.Should().Be("U spreekt met een medewerker.");
    }

    [Fact]
    public async Task The_state_of_a_live_call_is_repeated_every_thirty_seconds_until_the_answer_is_that_it_is_over()
    {
        var time = new FakeTimeProvider();
        await using var demo = await StartDemoAsync(time);
        await using var page = await CallingPage.DialAsync(demo, Number, Code);
        var reference = (await api.NextAsync())["callReference"]!;
        await page.HearAsync("QUEUED");
        (await api.NextAsync())["state"].Should().Be("QUEUED");
        (await api.NextAsync()).Operation.Should().Be("Assignments");

        (await time.AdvanceUntilAsync(api.NextAsync().AsTask(), TimeSpan.FromSeconds(10)))["state"].Should().Be("QUEUED");
        api.Assign(reference);
        await page.HearAsync("CONNECTED");
        (await api.NextAsync())["state"].Should().Be("CONNECTED");
        api.Next = "END";
        var last = await time.AdvanceUntilAsync(api.NextAsync().AsTask(), TimeSpan.FromSeconds(10));

        (last["state"], last["callReference"]).Should().Be(("CONNECTED", reference));
        await page.HearAsync("ENDED");
    }

    [Fact]
    public async Task A_broken_subscription_is_opened_again_and_the_call_goes_on()
    {
        await using var demo = await StartDemoAsync();
        await using var page = await CallingPage.DialAsync(demo, Number, Code);
        var reference = (await api.NextAsync())["callReference"]!;
        await page.HearAsync("QUEUED");
        await api.NextAsync();
        (await api.NextAsync()).Operation.Should().Be("Assignments");

        api.BreakSubscription();
        (await api.NextAsync()).Operation.Should().Be("Assignments");
        api.Assign(reference);

        await page.HearAsync("CONNECTED");
    }

    [Fact]
    public async Task Leaving_the_page_hangs_up()
    {
        await using var demo = await StartDemoAsync();
        var page = await CallingPage.DialAsync(demo, Number, Code);
        await page.HearAsync("QUEUED");

        await page.DisposeAsync();

        var reports = new List<string?>();
        while (!reports.Contains("ENDED"))
        {
            reports.Add((await api.NextAsync())["state"]);
        }
        reports.Should().EndWith("ENDED");
    }

    [Fact]
    public async Task A_rotated_token_is_used_at_the_next_call()
    {
        await File.WriteAllTextAsync(tokenFile, "old", RunningDemo.Cancelled);
        await using var demo = await StartDemoAsync();
        await using (var refused = await CallingPage.DialAsync(demo, Number, Code))
        {
            (await refused.HearAsync("ENDED")).Text.Should().Contain("UNAUTHENTICATED");
        }

        await File.WriteAllTextAsync(tokenFile, "s3cret", RunningDemo.Cancelled);
        await using var page = await CallingPage.DialAsync(demo, Number, Code);

        await page.HearAsync("QUEUED");
    }

    private Task<RunningDemo> StartDemoAsync(TimeProvider? time = null) => RunningDemo.StartAsync(
        time, $$"""Municipalities=[{"name":"arnhem","origin":"{{api.Origin}}","phoneNumber":"{{Number}}","exchangeTokenFile":"{{tokenFile}}"}]""");
}
