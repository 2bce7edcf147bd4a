using IdBellen.Operator.Pilots;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Operator.Pilots;

/// <summary>A pilot's end is announced, suspends, and after the grace period dismantles the municipality by itself.</summary>
public sealed class PilotTests(TestEnvironment environment)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task One_that_is_applied_again_after_its_end_gets_nothing_and_says_so()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ApplyAsync("arnhem", spec => spec with { Pilot = Pilot(-TimeSpan.FromSeconds(1)) });
        var names = platform.Names("arnhem");

        var refused = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "EndedBefore" });

        refused.Status!.Condition(ConditionTypes.PilotEnding)!.Message.Should().Contain("spec.pilot.endsAt");
        (await platform.Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE rolname LIKE '{names.Database}%'")).Should().BeEmpty();
        (await platform.Postgres.QueryAsync("SELECT uid FROM tenant", platform.Database)).Should().BeEmpty();
        (await platform.SecretAsync(names.DatabaseSecret)).Should().BeNull();
        await RunJobAsync(running);
        (await platform.FindAsync(names.Tenant.Value))!.IsBeingDeleted.Should().BeFalse("whoever applies it would only apply it again");

        await platform.PatchAsync(names.Tenant.Value, """{"spec":{"pilot":null}}""");
        await platform.ReadyAsync(names.Tenant.Value);
    }

    [Fact]
    public async Task Its_end_is_announced_then_shown_and_after_the_grace_period_a_job_deletes_the_resource()
    {
        var time = new ShiftedTime();
        await using var scene = await Scenario.On(environment)
            .WithOperator(time)
            .WithMunicipality("arnhem", spec => spec with { Pilot = Pilot(TimeSpan.FromDays(8)) }).ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        (await ConditionAsync(platform, names)).Should().BeEquivalentTo(new { Status = "False", Reason = "NotSoon" });

        await LaterAsync(scene.Operator, time, TimeSpan.FromDays(1), names);
        (await ConditionAsync(platform, names)).Should().BeEquivalentTo(new { Status = "True", Reason = "EndsSoon" });
        await Eventually.BeTrueAsync(async () => (await platform.EventsAsync(names.Tenant.Value))
            .Any(text => text.StartsWith("Warning EndsSoon", StringComparison.Ordinal)));
        await LaterAsync(scene.Operator, time, TimeSpan.FromDays(7), names);
        (await ConditionAsync(platform, names)).Should().BeEquivalentTo(new { Status = "True", Reason = "Ended" });
        await LaterAsync(scene.Operator, time, TimeSpan.FromDays(2) - TimeSpan.FromMinutes(1), names);
        await RunJobAsync(scene.Operator);
        (await platform.FindAsync(names.Tenant.Value))!.IsBeingDeleted.Should().BeFalse("the grace period is not over");

        time.Advance(TimeSpan.FromMinutes(2));
        await RunJobAsync(scene.Operator);

        await platform.GoneAsync(names.Tenant.Value);
        (await platform.Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE rolname LIKE '{names.Database}%'")).Should().BeEmpty();
        (await platform.Postgres.QueryAsync($"SELECT name FROM tenant WHERE uid = '{uid}'", platform.Database)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"spec":{"pilot":null}}""")]
    [InlineData("""{"spec":{"pilot":{"endsAt":"2036-01-01T00:00:00Z"}}}""")]
    [InlineData("""{"spec":{"pilot":{"gracePeriod":"400d"}}}""")]
    [InlineData("""{"metadata":{"annotations":{"idbellen.nl/paused":"true"}}}""")]
    public async Task An_end_that_is_moved_or_removed_in_time_cancels_it_even_if_the_operator_has_not_seen_it_yet(string change)
    {
        var time = new ShiftedTime();
        await using var scene = await Scenario.On(environment)
            .WithOperator(time)
            .WithMunicipality("arnhem", spec => spec with { Pilot = Pilot(TimeSpan.FromDays(1)) }).ReadyAsync();
        var (platform, names) = scene;
        time.Advance(TimeSpan.FromDays(4));

        await platform.PatchAsync(names.Tenant.Value, change);
        // As the platform database had it before that change.
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET delete_at = now() - interval '1 day'", platform.Database);
        await RunJobAsync(scene.Operator);

        (await platform.FindAsync(names.Tenant.Value))!.IsBeingDeleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_namesake_is_not_deleted_for_another_and_the_job_is_scheduled_every_minute()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem", spec => spec with { Pilot = Pilot(TimeSpan.FromDays(1)) }).ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET uid = 'another', delete_at = now()", platform.Database);

        await RunJobAsync(scene.Operator);

        (await platform.FindAsync(names.Tenant.Value))!.IsBeingDeleted.Should().BeFalse();
        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:end-of-pilots' AND field = 'Cron'",
            platform.Database))
            .Should().Equal("* * * * *");
    }

    private static PilotSpec Pilot(TimeSpan end) => new() { EndsAt = (Now + end).UtcDateTime, GracePeriod = "2d" };

    private static async Task<MunicipalityCondition> ConditionAsync(TestPlatform platform, TenantNames names) =>
        (await platform.FindAsync(names.Tenant.Value))!.Status!.Condition(ConditionTypes.PilotEnding)!;

    private static async Task LaterAsync(RunningOperator running, ShiftedTime time, TimeSpan by, TenantNames names)
    {
        time.Advance(by);
        await running.ReconciledAsync(names.Tenant.Value);
    }

    private static async Task RunJobAsync(RunningOperator running)
    {
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PilotEndJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
