using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>A paused municipality is left as it is; a suspended one is shown as such.</summary>
public sealed class PauseTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_paused_one_is_neither_changed_nor_repaired_and_all_is_made_good_afterwards()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var before = (await platform.SecretAsync(names.DatabaseSecret))!;

        await platform.AnnotateAsync(names.Tenant.Value, WellKnown.PausedAnnotation, "true");
        var paused = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Paused, condition => condition.Status == "True");
        paused.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
        await platform.Postgres.ExecuteAsync($"REVOKE CONNECT ON DATABASE \"{names.Database}\" FROM \"{names.AppRole}\"");
        await platform.RotateAsync(names.Tenant.Value, "1");
        await platform.PatchAsync(names.Tenant.Value, """{"spec":{"wrapUp":"3m"}}""");
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        (await TenantLogin.LogsInAsync(before)).Should().BeFalse();
        (await platform.SecretAsync(names.DatabaseSecret)).Should().BeEquivalentTo(before);
        (await platform.Postgres.QueryAsync("SELECT wrap_up FROM tenant", platform.Database)).Should().Equal("00:02:00");
        var version = (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion;
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion.Should().Be(version);

        await platform.AnnotateAsync(names.Tenant.Value, WellKnown.PausedAnnotation, null);
        await Eventually.BeTrueAsync(
            async () => (await platform.FindAsync(names.Tenant.Value))!.Status!.Condition(ConditionTypes.Paused) is null);
        await platform.ReadyAsync(names.Tenant.Value);
        await Eventually.BeTrueAsync(async () => (await platform.SecretAsync(names.DatabaseSecret))!["username"] == names.LoginRoles[1]);
        (await platform.Postgres.QueryAsync("SELECT wrap_up FROM tenant", platform.Database)).Should().Equal("00:03:00");
    }

    [Fact]
    public async Task One_that_was_paused_from_the_beginning_gets_nothing()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ApplyAsync("arnhem",
            annotations: new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.PausedAnnotation] = "true" });
        var names = platform.Names("arnhem");

        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Paused, condition => condition.Status == "True");

        (await platform.InventoryAsync()).Should().BeEmpty();
        (await platform.FindAsync(names.Tenant.Value))!.Metadata.Finalizers.Should().BeNullOrEmpty();
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);
    }

    [Fact]
    public async Task A_suspended_one_says_so_and_stays_ready()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem", spec => spec with { Suspended = true }).ReadyAsync();
        var (platform, name) = (scene.Platform, scene.Name);

        var suspended = await platform.ConditionAsync(name, ConditionTypes.Suspended,
            condition => condition is { Status: "True", Reason: "SuspendedBySpec" });
        suspended.Status!.Condition(ConditionTypes.Suspended)!.Message.Should().Contain("spec.suspended");

        await platform.PatchAsync(name, """{"spec":{"suspended":false}}""");
        await platform.ConditionAsync(name, ConditionTypes.Suspended, condition => condition.Status == "False");
        await Eventually.BeTrueAsync(
            async () => (await platform.EventsAsync(name)).Count(text => text.Contains("Suspended is", StringComparison.Ordinal)) == 2);
    }
}
