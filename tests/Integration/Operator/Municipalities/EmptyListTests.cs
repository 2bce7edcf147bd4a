using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>Absence is no wish: only a resource that says of itself that it is being deleted is taken down.</summary>
public sealed class EmptyListTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_list_without_municipalities_takes_nothing_down()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var scene = await Scenario.On(platform).WithOperator(builder =>
        {
            builder.Configuration["Kubernetes:ConfigFile"] = proxy.Kubeconfig;
            builder.Configuration["Watch:MaxBackOff"] = "00:00:01";
        }).WithMunicipality("arnhem").ReadyAsync();
        var names = scene.Names;
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
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        (await WorldAsync(platform)).Should().Equal(before);
        proxy.Before = _ => null;
        proxy.CutWatches();
        await platform.TouchAsync(names.Tenant.Value);
        await platform.ReadyAsync(names.Tenant.Value);
    }

    private static async Task<IReadOnlyList<string>> WorldAsync(TestPlatform platform)
    {
        var database = platform.Names("arnhem").Database;
        return
        [
            .. await platform.Postgres.QueryAsync($"SELECT oid || datname FROM pg_database WHERE datname LIKE '{database}%' ORDER BY 1"),
            .. await platform.Postgres.QueryAsync($"SELECT oid || rolname FROM pg_roles WHERE rolname LIKE '{database}%' ORDER BY 1"),
            .. await platform.Postgres.QueryAsync("SELECT uid FROM tenant ORDER BY 1", platform.Database),
            .. (await platform.Kubernetes.KubectlAsync("get", "secrets,municipalities", "-n", platform.Namespace, "-o", "name")).Split('\n')
                // Kubernetes makes one of its own, at some time.
                .Where(name => !name.StartsWith("secret/default-token-", StringComparison.Ordinal)),
        ];
    }
}
