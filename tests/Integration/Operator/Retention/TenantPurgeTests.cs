using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Operator.Retention;

/// <summary>What may stay stays, what may not goes; to the second, by our clock and not the database's.</summary>
public sealed class TenantPurgeTests(TestEnvironment environment)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WrapUp = TimeSpan.FromMinutes(2);
    private static readonly PurgeTerms Terms = new(TimeSpan.FromMinutes(60), WrapUp);

    private readonly TenantPurge purge = new(new FakeTimeProvider(Now));

    [Fact]
    public async Task What_is_still_in_its_time_stays()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var session = await database.AddSessionAsync(expires: Second, codeExpires: Second);
        var matched = await database.AddSessionAsync(expires: Second, state: SessionState.Matched, codeExpires: -Second);
        await database.AddSessionAsync(expires: Second, state: SessionState.Started);
        await database.AddCallAsync("goes-on", matched, arrived: Second - TimeSpan.FromMinutes(60), expires: Second);
        await database.AddCallAsync("goes-on-and-on", arrived: Second - TimeSpan.FromHours(4), number: false);
        await database.AddCallAsync("wraps-up", hungUp: Second - WrapUp, taken: true);
        await database.AddCallAsync("falls-silent", heard: Second - Call.SilenceLimit);
        await database.AddCallAsync("wraps-up-after-silence", heard: Second - Call.SilenceLimit - WrapUp, taken: true);
        await database.AddAsync(new WrongCode { At = Now + Second - WrongCode.Lifetime });
        await database.AddAsync(new EndedCall { ReferenceHash = [1], EndedAt = Now + Second - TimeSpan.FromHours(4) });
        await database.AddAsync(new CodeAttempt
        {
            ReferenceHash = [1],
            Attempt = 1,
            Outcome = "RETRY",
            Next = "ASK",
            At = Now + Second - TimeSpan.FromHours(4)
        });

        var result = await RunAsync(database);

        result.Should().Be(new PurgeResult(0, 0, 0, 0, Now + Second - TimeSpan.FromMinutes(60)));
        result.IsVisible.Should().BeFalse();
        (await database.AllAsync<Session>()).Should().HaveCount(3).And.Contain(row => row.Id == session);
        (await database.AllAsync<Call>()).Should().HaveCount(5).And.OnlyContain(
            call => call.CallerNumberSealed != null || call.CallReference == "goes-on-and-on");
    }

    [Theory]
    [InlineData(SessionState.Started)]
    [InlineData(SessionState.Disclosed)]
    [InlineData(SessionState.Matched)]
    [InlineData(SessionState.Cancelled)]
    public async Task A_session_goes_when_its_time_is_over_however_far_it_came(SessionState state)
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        await database.AddSessionAsync(expires: TimeSpan.Zero, state);

        (await RunAsync(database)).Should().Be(new PurgeResult(0, 1, 0, 0, null));

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_disclosed_session_goes_when_its_code_can_no_longer_be_dialled()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        await database.AddSessionAsync(expires: TimeSpan.FromMinutes(40), codeExpires: TimeSpan.Zero);

        (await RunAsync(database)).Sessions.Should().Be(1);

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_outlasts_its_data_without_session_and_number()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var session = await database.AddSessionAsync(expires: TimeSpan.Zero, SessionState.Matched);
        await database.AddCallAsync("long", session, arrived: -TimeSpan.FromMinutes(59), expires: TimeSpan.Zero);

        (await RunAsync(database)).Should().Be(new PurgeResult(0, 1, 1, 0, null));

        (await database.AllAsync<Session>()).Should().BeEmpty();
        (await database.AllAsync<Call>()).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { CallReference = "long", SessionId = (Guid?)null, Identified = true, CallerNumberSealed = (byte[]?)null });
    }

    [Theory]
    [InlineData("-00:30:00", "-00:02:00", "-00:02:00", true)]
    [InlineData("-00:30:00", "00:00:00", "00:00:00", false)]
    [InlineData("-04:00:00", null, "00:00:00", true)]
    [InlineData("-00:30:00", null, "-00:03:00", false)]
    [InlineData("-00:30:00", null, "-00:05:00", true)]
    public async Task A_call_that_is_over_silent_or_too_old_goes_with_its_session_and_is_remembered_as_a_hash(
        string arrived, string? hungUp, string heard, bool taken)
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var session = await database.AddSessionAsync(expires: TimeSpan.FromMinutes(20), SessionState.Matched);
        await database.AddCallAsync("oproep ☎", session, Span(arrived), hungUp is null ? null : Span(hungUp), heard: Span(heard),
            taken: taken);

        (await RunAsync(database)).Should().Be(new PurgeResult(1, 1, 0, 0, null));

        (await database.AllAsync<Call>()).Should().BeEmpty();
        (await database.AllAsync<Session>()).Should().BeEmpty();
        var remembered = (await database.AllAsync<EndedCall>()).Should().ContainSingle().Subject;
        remembered.ReferenceHash.Should().Equal(PurgedDatabase.HashOf("oproep ☎"));
        remembered.EndedAt.Should().Be(Now);
    }

    [Fact]
    public async Task A_call_that_is_remembered_already_does_not_stand_in_the_way()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        await database.AddAsync(new EndedCall { ReferenceHash = PurgedDatabase.HashOf("twice"), EndedAt = Now - Second });
        await database.AddCallAsync("twice", hungUp: -WrapUp, taken: true);

        (await RunAsync(database)).Calls.Should().Be(1);

        (await database.AllAsync<EndedCall>()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_was_remembered_is_forgotten_after_four_hours()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        await database.AddAsync(new EndedCall { ReferenceHash = [1], EndedAt = Now - TimeSpan.FromHours(4) });
        await database.AddAsync(
            new CodeAttempt { ReferenceHash = [1], Attempt = 1, Outcome = "RETRY", Next = "ASK", At = Now - TimeSpan.FromHours(4) });
        await database.AddAsync(new WrongCode { CallerHash = [1], At = Now - WrongCode.Lifetime });
        await database.AddAsync(
            new AgentPresence { AccountId = Guid.NewGuid(), DisplayName = "Anna", SeenAt = Now - TimeSpan.FromHours(4) });

        var result = await RunAsync(database);

        result.Should().Be(new PurgeResult(0, 0, 0, 4, null));
        result.IsVisible.Should().BeFalse();
        (await database.AllAsync<EndedCall>()).Should().BeEmpty();
        (await database.AllAsync<CodeAttempt>()).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_purges_at_once_do_no_harm()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var other = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, Now);
        for (var i = 0; i < 50; i++)
        {
            var session = await database.AddSessionAsync(expires: TimeSpan.Zero, SessionState.Matched);
            await database.AddCallAsync($"call-{i}", session, hungUp: i % 2 == 0 ? -WrapUp : null, taken: true);
        }

        await Task.WhenAll(RunAsync(database), RunAsync(other));

        (await database.AllAsync<Session>()).Should().BeEmpty();
        (await database.AllAsync<Call>()).Should().HaveCount(25).And.OnlyContain(call => call.SessionId == null);
    }

    private Task<PurgeResult> RunAsync(PurgedDatabase database) =>
        purge.RunAsync(database.Connection, Terms, TestContext.Current.CancellationToken);

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
