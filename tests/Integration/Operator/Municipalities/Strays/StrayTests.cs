using IdBellen.Operator.Cluster;
using IdBellen.Operator.Municipalities.Strays;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Strays;

/// <summary>Resources that nobody looks after, and what has lost its resource: somebody is told.</summary>
public sealed class StrayTests(TestEnvironment environment)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_in_another_namespace_is_told_so_and_nothing_is_made_for_it()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder => builder.Services.AddSingleton<TimeProvider>(Later()));
        var stray = platform.Sample("elders");
        stray.Metadata.NamespaceProperty = platform.SystemNamespace;
        platform.Note(await platform.Client.CustomObjects.CreateNamespacedCustomObjectAsync<Municipality>(
            stray, Municipality.ApiGroup, Municipality.ApiVersionName, platform.SystemNamespace, Municipality.Plural,
            cancellationToken: Cancelled));

        var elsewhere = running.Services.GetRequiredService<Elsewhere>();
        await elsewhere.TellAsync([await ReadAsync(platform, stray)], Cancelled);

        var ready = (await ReadAsync(platform, stray)).Status!.Condition(ConditionTypes.Ready)!;
        ready.Should().BeEquivalentTo(new { Status = "False", Reason = "OutsideNamespace" });
        ready.Message.Should().Contain(platform.Namespace);
        elsewhere.Count.Should().Be(1);
        running.Log.Lines.Should().ContainSingle(line =>
            line.Contains(stray.Metadata.Name, StringComparison.Ordinal) && line.Contains("is not watched", StringComparison.Ordinal));
        var version = (await ReadAsync(platform, stray)).Metadata.ResourceVersion;
        await elsewhere.TellAsync([await ReadAsync(platform, stray)], Cancelled);
        (await ReadAsync(platform, stray)).Metadata.ResourceVersion.Should().Be(version, "what was said is not said again");
        (await platform.Client.EventsV1.ListNamespacedEventAsync(platform.SystemNamespace, cancellationToken: Cancelled)).Items
            .Where(occurrence => occurrence.Regarding.Name == stray.Metadata.Name).Should()
            .ContainSingle("kubectl describe shows it where the resource is").Which.Should()
            .BeEquivalentTo(new { Type = "Warning", Reason = "OutsideNamespace" });
        (await platform.InventoryAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_went_without_a_teardown_is_told_and_listed_and_its_logins_are_locked()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem")
            .WithMunicipality("nijmegen").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        await platform.PatchAsync(names.Tenant.Value, """{"metadata":{"finalizers":null}}""");
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        var watch = running.Services.GetRequiredService<StrayWatch>();
        await watch.ScanAsync(Cancelled);
        await watch.ScanAsync(Cancelled);

        running.Services.GetRequiredService<Orphans>().Names.Should().Equal(names.Tenant.Value);
        running.Log.Lines.Should().ContainSingle(line =>
            line.Contains(uid, StringComparison.Ordinal) && line.Contains("was not torn down", StringComparison.Ordinal));
        (await running.GetAsync("/metrics")).Text.Should().MatchRegex($"idbellen_orphans{{[^}}]*municipality=\"{names.Tenant}\"[^}}]*}} 1");
        (await LoginsAsync(platform, "arnhem")).Should().BeEmpty();
        (await LoginsAsync(platform, "nijmegen")).Should().ContainSingle();
        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname = '{names.Database}'")).Should()
            .ContainSingle("nothing is dropped by itself");

        // A namesake gets nothing of it, and the purge goes on.
        await platform.CreateAsync(platform.Sample("arnhem"));
        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "OwnedByAnother" });
        (await platform.Postgres.QueryAsync($"SELECT uid FROM tenant WHERE name = '{names.Tenant}' AND provisioned_at IS NOT NULL",
            platform.Database)).Should().Equal(uid);
        var listed = await ListedAsync(platform);
        listed.Should().Contain($"{uid}  database  {names.Database}").And.Contain($"{uid}  row of tenant  {names.Tenant}").And.NotContain(
            platform.Names("nijmegen").Database);
    }

    [Fact]
    public async Task A_finalizer_that_a_replace_dropped_is_there_again_at_once_also_while_paused()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, name) = (scene.Platform, scene.Name);
        await DroppedAsync(platform, name);
        await platform.AnnotateAsync(name, WellKnown.PausedAnnotation, "true");
        await platform.ConditionAsync(name, ConditionTypes.Paused, condition => condition.Status == "True");
        await DroppedAsync(platform, name);
    }

    private static async Task DroppedAsync(TestPlatform platform, string name)
    {
        await platform.PatchAsync(name, """{"metadata":{"finalizers":null}}""");
        await Eventually.BeTrueAsync(async () => (await platform.FindAsync(name))!.Metadata.Finalizers?.Contains(
            WellKnown.Finalizer) == true, what: "the finalizer is there again");
    }

    private static async Task<string> ListedAsync(TestPlatform platform)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var options = new KubernetesOptions { Namespace = platform.Namespace, ConfigFile = platform.Accounts.OperatorKubeconfig };
        (await OrphansCommand.RunAsync(platform.Postgres.OperatorConnection(platform.Database), options, output, errors)).Should()
            .Be(1, errors.ToString());
        return output.ToString();
    }

    private static Task<IReadOnlyList<string>> LoginsAsync(TestPlatform platform, string municipality) =>
        platform.Postgres.QueryAsync(
            $"SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname LIKE '{platform.Names(municipality).Database}\\_%'");

    private static Task<Municipality> ReadAsync(
        TestPlatform platform, Municipality stray) => platform.Client.CustomObjects.GetNamespacedCustomObjectAsync<Municipality>(
        Municipality.ApiGroup, Municipality.ApiVersionName, platform.SystemNamespace, Municipality.Plural, stray.Metadata.Name, Cancelled);

    private static ShiftedTime Later()
    {
        var time = new ShiftedTime();
        time.Advance(TimeSpan.FromMinutes(1));
        return time;
    }
}
