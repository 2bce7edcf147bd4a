using IdBellen.Tests.Environment;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.Operator.Municipalities;

/// <summary>Absence is no wish: only a resource that says of itself that it is being deleted is taken down.</summary>
public sealed class EmptyListTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_list_without_municipalities_takes_nothing_down()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var running = await platform.StartOperatorAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Kubernetes:ConfigFile"] = proxy.Kubeconfig, ["Watch:MaxBackOff"] = "00:00:01" }));
        var names = platform.Names("arnhem");
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        var before = await WorldAsync(platform);
        var emptied = 0;

        proxy.Before = request =>
        {
            if (request is not { IsList: true, Resource: "municipalities" or "secrets" }) return null;
            Interlocked.Increment(ref emptied);
            return ApiFault.EmptyList;
        };
        await Eventually.BeTrueAsync(() =>
        {
            proxy.CutWatches();
            return Task.FromResult(Volatile.Read(ref emptied) >= 6);
        });
        await running.LookedAtAsync(names.Tenant.Value);

        (await WorldAsync(platform)).Should().Equal(before);
        proxy.Before = _ => null;
        proxy.CutWatches();
        await platform.TouchAsync(names.Tenant.Value);
        await platform.ReadyAsync(names.Tenant.Value);
    }

    private static async Task<IReadOnlyList<string>> WorldAsync(TestPlatform platform)
    {
        var ending = platform.Name("")[1..];
        return
        [
            .. await platform.Postgres.QueryAsync($"SELECT oid || datname FROM pg_database WHERE datname LIKE '%{ending}%' ORDER BY 1"),
            .. await platform.Postgres.QueryAsync($"SELECT oid || rolname FROM pg_roles WHERE rolname LIKE '%{ending}%' ORDER BY 1"),
            .. await platform.Postgres.QueryAsync("SELECT uid FROM tenant ORDER BY 1", platform.Database),
            .. (await platform.Kubernetes.KubectlAsync("get", "secrets,municipalities", "-n", platform.Namespace, "-o", "name")).Split('\n'),
        ];
    }
}
