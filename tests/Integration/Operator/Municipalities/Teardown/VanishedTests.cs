using IdBellen.Operator.Municipalities.Strays;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>
/// A resource that goes in spite of its finalizer: the API server looks for finalizers before a deletion and deletes after it, so one that
/// is added in between holds nothing up.
/// </summary>
public sealed class VanishedTests(TestEnvironment environment)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_made_for_it_is_removed()
    {
        await using var platform = await environment.PlatformAsync();
        await using var api = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var vanished = Vanish(platform, api);
        await using var running = await StartAsync(platform, api);

        var municipality = await platform.ApplyAsync("arnhem");
        await vanished.WaitAsync(TimeSpan.FromSeconds(90), Cancelled);

        await NothingIsLeftAsync(platform, TestPlatform.NamesOf(municipality), municipality.Uid);
        (await platform.Postgres.QueryAsync("SELECT uid FROM teardown", platform.Database)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_one_of_its_name_gets_nothing_of_it_and_is_not_held_up()
    {
        await using var platform = await environment.PlatformAsync();
        await using var api = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var vanished = Vanish(platform, api);
        await using var running = await StartAsync(platform, api);
        var first = await platform.ApplyAsync("arnhem");
        await vanished.WaitAsync(TimeSpan.FromSeconds(90), Cancelled);

        var second = await platform.CreateAsync(platform.Sample("arnhem"));

        await platform.ReadyAsync(second.Metadata.Name);
        await NothingIsLeftAsync(platform, TestPlatform.NamesOf(first), first.Uid);
        (await platform.InventoryAsync()).Should().Contain(TestPlatform.NamesOf(second).Database);
    }

    [Fact]
    public async Task What_an_operator_left_that_died_meanwhile_is_found_and_removed_later()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("nijmegen").ReadyAsync();
        var platform = scene.Platform;
        var gone = platform.Sample("arnhem");
        gone.Metadata.Uid = Guid.NewGuid().ToString();
        var names = TestPlatform.NamesOf(gone);
        foreach (var made in new[]
        {
            $"CREATE ROLE \"{names.OwnerRole}\"; COMMENT ON ROLE \"{names.OwnerRole}\" IS '{gone.Uid}'; GRANT \"{names.OwnerRole}\" TO "
                + "idbellen_operator WITH ADMIN OPTION",
            $"CREATE DATABASE \"{names.Database}\" OWNER \"{names.OwnerRole}\"",
        })
            await platform.Postgres.ExecuteAsync(made);
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO tenant (uid, name, wrap_up, admitted_at) VALUES ('{gone.Uid}', '{names.Tenant}', '0', now())", platform.Database);

        var watch = scene.Operator.Services.GetRequiredService<StrayWatch>();
        await watch.ScanAsync(Cancelled);
        await watch.ScanAsync(Cancelled);

        await NothingIsLeftAsync(platform, names, gone.Uid);
        scene.Operator.Services.GetRequiredService<Orphans>().Names.Should().BeEmpty();
    }

    private static Task NothingIsLeftAsync(TestPlatform platform, TenantNames names, string uid) => Eventually.BeTrueAsync(
        async () => (await platform.InventoryAsync()).All(name => !name.StartsWith(names.Database, StringComparison.Ordinal))
            && (await platform.Postgres.QueryAsync(
                $"SELECT uid FROM tenant WHERE uid = '{uid}' UNION ALL SELECT uid FROM accepted_spec WHERE uid = '{uid}'",
                platform.Database)).Count == 0,
        what: "nothing is left of it");

    private static Task<RunningOperator> StartAsync(TestPlatform platform, FaultyApiServer api) =>
        platform.StartOperatorAsync(builder => builder.Configuration["Kubernetes:ConfigFile"] = api.Kubeconfig);

    // Once, after the finalizer was added and before the operator hears of it. The outcome is that of the two requests at the same moment.
    private static Task Vanish(TestPlatform platform, FaultyApiServer api)
    {
        var vanished = new TaskCompletionSource();
        api.After = (request, status) =>
        {
            if (request is not { Method: "PATCH", Resource: "municipalities" } || status >= 300 || vanished.Task.IsCompleted) return null;
            var name = request.Path.Split('/')[^1];
            Task.Run(
                async () =>
                {
                    await platform.PatchAsync(name, """{"metadata":{"finalizers":null}}""");
                    await platform.DeleteAsync(name);
                },
                Cancelled).Wait(Cancelled);
            vanished.SetResult();
            return null;
        };
        return vanished.Task;
    }
}
