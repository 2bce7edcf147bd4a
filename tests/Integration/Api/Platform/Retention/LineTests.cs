using IdBellen.Operator.Retention;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Platform.Retention;

/// <summary>
/// Each line of docs/retention.md with all the others switched off keeps its part of the promise on its own; with none, what was disclosed
/// can be read for ever.
/// </summary>
public sealed class LineTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    internal static readonly RetentionSwitches None =
        new() { ReadGuard = false, EraseAtCallEnd = false, Purge = false, Sweeper = false, KeyErasure = false };

    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(60);

    [Fact]
    public async Task The_read_guard_alone_shows_nothing_personal_though_the_rows_are_there()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None);
        await using var guarded = await call.ReplicaAsync(None with { ReadGuard = true });

        await call.PassAsync(Retention);

        (await call.SeenAsync()).Attributes.Should().NotBeEmpty("no line holds it back");
        (await call.SeenAsync()).CallerNumber.Should().NotBeNull();
        var seen = await call.SeenAsync(guarded.Port);
        seen.Attributes.Should().BeEmpty();
        seen.Links.Should().BeEmpty();
        seen.CallerNumber.Should().BeNull();
        (await call.RowsAsync()).Should().Be("1 session, 1 number");
    }

    [Fact]
    public async Task The_read_guard_alone_answers_no_code_and_tells_the_citizen_nothing()
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartForAnotherPhoneAsync();
        await using var open = await CallInProgress.ReplicaAsync(fixture, municipality, None);
        await using var guarded = await CallInProgress.ReplicaAsync(fixture, municipality, None with { ReadGuard = true });
        // What a session that has its digits shows; how it comes to them is for AnotherPhoneTests.
        await municipality.ExecuteAsync("UPDATE session SET state = 'Disclosed', code_expires_at = expires_at");

        var before = await StatusAsync(municipality, session, guarded.Port);
        fixture.Time.Advance(Retention);

        before.PhoneCall!.Code.Should().HaveLength(10);
        (await StatusAsync(municipality, session, open.Port)).PhoneCall!.Code.Should()
            .HaveLength(10, "no line holds it back");
        (await (municipality.Citizen with { Port = guarded.Port })
            .SendAsync("query ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = session.StatusToken }))
            .Errors.Should().NotBeEmpty();
        var exchange = await municipality.ExchangeAsync();
        var code = before.PhoneCall.Code;
        (await (exchange with { Port = guarded.Port }).MatchAsync(code, "late")).Outcome.Should().Be("EXPIRED");
        (await (exchange with { Port = open.Port }).MatchAsync(code, "later")).Outcome.Should()
            .Be("MATCHED", "no line holds it back");
    }

    [Fact]
    public async Task Erasure_at_the_end_of_the_call_alone_leaves_no_row()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None);
        await using var erasing = await call.ReplicaAsync(None with { EraseAtCallEnd = true });
        await using var other = await CallInProgress.StartAsync(fixture, None);

        await call.FinishAsync(erasing.Port);
        await other.FinishAsync();

        (await call.RowsAsync()).Should().Be("0 session, 0 number");
        (await other.RowsAsync()).Should().Be("1 session, 1 number", "no line takes it away");
    }

    [Fact]
    public async Task The_purge_alone_leaves_no_row_that_is_past_its_time()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None);
        await using var without = await OperatorAsync(None);
        await using var with = await OperatorAsync(None with { Purge = true });
        await call.PassAsync(Retention);

        await PurgeAsync(without);
        (await call.RowsAsync()).Should().Be("1 session, 1 number", "no line takes it away");
        await PurgeAsync(with);

        (await call.RowsAsync()).Should().Be("0 session, 0 number");
        (await call.SeenAsync()).Attributes.Should().BeEmpty();
    }

    [Fact]
    public async Task The_sweeper_alone_leaves_no_row_that_is_past_its_time_within_its_minute()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None);
        await call.PassAsync(Retention);
        (await call.RowsAsync()).Should().Be("1 session, 1 number", "no line takes it away");
        await using var sweeping = await call.ReplicaAsync(None with { Sweeper = true });

        await call.PassAsync(TimeSpan.FromMinutes(1));

        // By the clock that was set on its minute is over; nobody waits for it here.
        await Eventually.BeTrueAsync(async () => await call.RowsAsync() == "0 session, 0 number", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_erasure_of_keys_alone_lets_nobody_read_what_still_stands_in_the_rows()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None);
        await using var erasing = await call.ReplicaAsync(None with { KeyErasure = true });
        (await call.SeenAsync(erasing.Port)).Attributes.Should().NotBeEmpty();

        await call.PassAsync(Retention);

        (await call.SeenAsync()).Attributes.Should().NotBeEmpty("no line makes this replica forget");
        await Eventually.BeTrueAsync(
            async () => (await call.Municipality.QueryAsync(
                $"SELECT 1 FROM ({SlotKeyTables.All}) ring WHERE expires_at <= '{fixture.Time.GetUtcNow():O}'")).Count == 0,
            what: "the keys whose deadline has come are gone");
        var seen = await call.SeenAsync(erasing.Port);
        seen.Attributes.Should().BeEmpty();
        seen.CallerNumber.Should().BeNull();
        (await call.RowsAsync()).Should().Be("1 session, 1 number");
        await using var later = await call.ReplicaAsync(None);
        (await call.SeenAsync(later.Port)).Attributes.Should().BeEmpty("not even without any line is there a key");
    }

    [Fact]
    public async Task A_retention_that_is_shortened_holds_for_readers_at_once()
    {
        await using var call = await CallInProgress.StartAsync(fixture, None with { ReadGuard = true });
        await call.PassAsync(TimeSpan.FromMinutes(11));
        (await call.SeenAsync()).Attributes.Should().NotBeEmpty();

        await fixture.Platform.PatchAsync(call.Municipality.Name, """{"spec":{"retention":"10m"}}""");

        await Eventually.BeTrueAsync(async () => (await call.SeenAsync()).Attributes!.Count == 0);
        (await call.SeenAsync()).CallerNumber.Should().BeNull();
        (await call.RowsAsync()).Should().Be("1 session, 1 number");
    }

    private static Task<SessionStatus> StatusAsync(ServedMunicipality municipality, CitizenSession session, int port) =>
        (municipality.Citizen with { Port = port }).GetAsync<SessionStatus>(
            "query ($t: String!) { sessionStatus(statusToken: $t) { state phoneCall { code } } }", new { t = session.StatusToken });

    private Task<RunningOperator> OperatorAsync(RetentionSwitches lines) => fixture.Platform.StartOperatorAsync(builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(fixture.Time);
        builder.Services.AddSingleton(lines);
    });

    private static async Task PurgeAsync(RunningOperator running)
    {
        await running.BecomeReadyAsync();
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
