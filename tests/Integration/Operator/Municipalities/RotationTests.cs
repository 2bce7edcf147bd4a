using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Time.Testing;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>The database password is made new without anybody noticing: the old one dies only when nobody uses it.</summary>
public sealed class RotationTests(TestEnvironment environment)
{
    [Fact]
    public async Task What_was_not_asked_for_is_not_rotated()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ApplyAsync("arnhem",
            annotations: new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.RotateAnnotation] = "at birth" });
        var names = platform.Names("arnhem");
        await platform.ReadyAsync(names.Tenant.Value);
        var before = await platform.SecretAsync(names.DatabaseSecret);

        await platform.TouchAsync(names.Tenant.Value);
        await running.ReconciledAsync(names.Tenant.Value);

        (await platform.SecretAsync(names.DatabaseSecret)).Should().BeEquivalentTo(before);
        (await OpenRolesAsync(platform, names)).Should().Equal(names.LoginRoles[0]);
    }

    [Fact]
    public async Task While_a_replica_or_a_session_uses_the_old_password_it_goes_on_working_and_no_second_rotation_begins()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var before = (await platform.SecretAsync(names.DatabaseSecret))!;
        await using var session = await TenantLogin.OpenAsync(before);

        await platform.RotateAsync(names.Tenant.Value, "1");
        await RotatingAsync(platform, names, "InProgress");
        (await platform.SecretAsync(names.DatabaseSecret))!["username"].Should().Be(names.LoginRoles[1]);
        (await TenantLogin.LogsInAsync(before)).Should().BeTrue("the old password works until nobody needs it");
        await platform.RotateAsync(names.Tenant.Value, "2");
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await platform.SecretAsync(names.DatabaseSecret))!["username"].Should().Be(names.LoginRoles[1]);

        await session.DisposeAsync();
        await Eventually.BeTrueAsync(async () => (await platform.SecretAsync(names.DatabaseSecret))!["username"] == names.LoginRoles[0]);
        await SettledAsync(platform, names);
        (await TenantLogin.LogsInAsync(before)).Should().BeFalse();
        (await TenantLogin.LogsInAsync((await platform.SecretAsync(names.DatabaseSecret))!)).Should().BeTrue();
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "an older one")]
    public async Task A_live_replica_that_has_not_moved_holds_it_and_a_dead_one_does_not(bool synced, string? version)
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        var before = (await platform.SecretAsync(names.DatabaseSecret))!;
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO replica (id, seen_at, synced) VALUES ('{Guid.Empty}', now() + interval '1 hour', {synced})", platform.Database);
        if (version is not null)
            await platform.Postgres.ExecuteAsync($"INSERT INTO replica_tenant VALUES ('{Guid.Empty}', '{uid}', '{version}')",
                platform.Database);

        await platform.RotateAsync(names.Tenant.Value, "1");
        await RotatingAsync(platform, names, "InProgress");
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await TenantLogin.LogsInAsync(before)).Should().BeTrue();

        await platform.Postgres.ExecuteAsync("UPDATE replica SET seen_at = now() - interval '15 seconds'", platform.Database);
        await SettledAsync(platform, names);
        (await TenantLogin.LogsInAsync(before)).Should().BeFalse();
    }

    [Fact]
    public async Task A_replica_that_uses_the_new_version_does_not_hold_it()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO replica (id, seen_at, synced) VALUES ('{Guid.Empty}', now() + interval '1 hour', true); INSERT INTO "
                + $"replica_tenant VALUES ('{Guid.Empty}', '{uid}', 'old')",
            platform.Database);

        await platform.RotateAsync(names.Tenant.Value, "1");
        await RotatingAsync(platform, names, "InProgress");
        var secret = await platform.Client.CoreV1.ReadNamespacedSecretAsync(names.DatabaseSecret, platform.Namespace,
            cancellationToken: TestContext.Current.CancellationToken);
        await platform.Postgres.ExecuteAsync($"UPDATE replica_tenant SET secret_version = '{secret.Metadata.ResourceVersion}'",
            platform.Database);

        await SettledAsync(platform, names);
    }

    [Fact]
    public async Task One_that_does_not_come_to_an_end_is_shown_as_stalled_with_what_holds_it()
    {
        var time = new ShiftedTime();
        await using var scene = await Scenario.On(environment).WithOperator(time).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await using var session = await platform.LogInAsync(names);
        await platform.RotateAsync(names.Tenant.Value, "1");
        await RotatingAsync(platform, names, "InProgress");

        time.Advance(TimeSpan.FromMinutes(6));

        var stalled = await RotatingAsync(platform, names, "Stalled");
        stalled.Status!.Condition(ConditionTypes.Rotating)!.Message.Should().Contain("0 replicas").And.Contain("1 sessions");
        stalled.Status.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
        await Eventually.BeTrueAsync(async () => (await platform.EventsAsync(names.Tenant.Value))
            .Any(text => text.StartsWith("Warning Stalled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_password_that_is_too_old_is_rotated_by_itself()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var scene = await Scenario.On(environment).WithOperator(time).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(5));
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await platform.SecretAsync(names.DatabaseSecret))!["username"].Should().Be(names.LoginRoles[0]);
        time.Advance(TimeSpan.FromMinutes(10));
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        (await platform.SecretAsync(names.DatabaseSecret))!["username"].Should().Be(names.LoginRoles[1]);
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await OpenRolesAsync(platform, names)).Should().Equal(names.LoginRoles[1]);
    }

    [Fact]
    public async Task The_new_password_is_in_no_log_and_the_events_tell_what_was_done()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;

        await platform.RotateAsync(names.Tenant.Value, "1");
        await Eventually.BeTrueAsync(async () => (await platform.SecretAsync(names.DatabaseSecret))!["username"] == names.LoginRoles[1]);
        await SettledAsync(platform, names);

        var password = (await platform.SecretAsync(names.DatabaseSecret))!["password"];
        scene.Operator.Log.Lines.Should().NotContain(line => line.Contains(password, StringComparison.Ordinal));
        await Eventually.BeTrueAsync(async () => (await platform.EventsAsync(names.Tenant.Value))
            .Any(text => text.Contains($"locked role {names.LoginRoles[0]}", StringComparison.Ordinal)));
        (await platform.EventsAsync(names.Tenant.Value)).Should()
            .Contain(text => text.Contains($"gave role {names.LoginRoles[1]} a new password", StringComparison.Ordinal));
        (await platform.Postgres.QueryAsync($"SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = '{names.LoginRoles[0]}'")).Should()
            .Equal("True");
    }

    private static Task<Municipality> RotatingAsync(TestPlatform platform, TenantNames names, string reason) =>
        platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Rotating,
            condition => condition.Status == "True" && condition.Reason == reason);

    private static async Task SettledAsync(TestPlatform platform, TenantNames names)
    {
        // The roles first: the condition may still be the one from before the rotation.
        await Eventually.BeTrueAsync(async () => (await OpenRolesAsync(platform, names)).Count == 1);
        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Rotating,
            condition => condition is { Status: "False", Reason: "Settled" });
    }

    private static Task<IReadOnlyList<string>> OpenRolesAsync(TestPlatform platform, TenantNames names) =>
        platform.Postgres.QueryAsync(
            $"SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname IN ('{string.Join("','", names.LoginRoles)}')");
}
