using System.Collections.Concurrent;
using System.Net;
using IdBellen.Api;
using IdBellen.Operator.Pilots;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>
/// The rights of the chart are the least: all tests run with them, so none is missing; here all of them are used, so none is too many.
/// </summary>
public sealed class RightsTests(TestEnvironment environment)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_api_may_not_write_and_neither_may_look_elsewhere()
    {
        await using var platform = await environment.PlatformAsync();
        using var asOperator =
            new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(platform.Accounts.OperatorKubeconfig));
        using var asApi = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(platform.Accounts.ApiKubeconfig));

        await RefusedAsync(() => asApi.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = "own" } },
            platform.Namespace));
        await RefusedAsync(() => asApi.CoreV1.ListNamespacedSecretAsync(platform.SystemNamespace));
        await RefusedAsync(() => asApi.CoordinationV1.ListNamespacedLeaseAsync(platform.SystemNamespace));
        await RefusedAsync(() => asOperator.CoreV1.ListNamespacedSecretAsync(platform.SystemNamespace));
        await RefusedAsync(() => asOperator.CoreV1.ReadNamespacedSecretAsync("platform", platform.SystemNamespace));
        await RefusedAsync(() => asOperator.CoreV1.ListSecretForAllNamespacesAsync());
        await RefusedAsync(() => asOperator.CoreV1.ListNamespacedPodAsync(platform.Namespace));
    }

    [Fact]
    public async Task Every_right_that_the_chart_grants_is_used()
    {
        var time = new ShiftedTime();
        var used = new ConcurrentBag<UsedRight>();
        await using var platform = await environment.PlatformAsync();
        await using var operatorLine = await RecordedAsync(platform, "operator", used);
        await using var apiLine = await RecordedAsync(platform, "api", used);
        await using var running = await platform.StartOperatorAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Configuration["Kubernetes:ConfigFile"] = operatorLine.KubeconfigFor(platform.Accounts.OperatorToken);
        });
        await using var api = await StartApiAsync(platform, apiLine.KubeconfigFor(platform.Accounts.ApiToken));

        await RepairAndRotateAsync(platform);
        await EndPilotAsync(platform, running, time);
        // With another key, which is published beside the first.
        await platform.Client.CoreV1.DeleteNamespacedSecretAsync("idbellen-receipt-key", platform.SystemNamespace,
            cancellationToken: Cancelled);
        await DeleteWithNamespaceAsync(platform);

        (await GrantedRight.AllAsync(platform)).Where(granted => !used.Any(granted.IsUsedBy)).Should()
            .BeEmpty("a right that nobody uses is surplus");
    }

    private static async Task RepairAndRotateAsync(TestPlatform platform)
    {
        var names = platform.Names("drift");
        await platform.ReadyAsync((await platform.ApplyAsync("drift", spec => spec with
        {
            Pilot = new PilotSpec { EndsAt = DateTimeOffset.UtcNow.AddDays(1).UtcDateTime, GracePeriod = "2d" },
        })).Metadata.Name);
        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.ExchangeSecret, platform.Namespace, cancellationToken: Cancelled);
        await Eventually.BeTrueAsync(async () => await platform.SecretAsync(names.ExchangeSecret) is not null,
            what: "the Secret is there again");
        var before = (await platform.SecretAsync(names.DatabaseSecret))!["password"];
        await platform.RotateAsync(names.Tenant.Value, "now");
        await Eventually.BeTrueAsync(async () => (await platform.SecretAsync(names.DatabaseSecret))!["password"] != before,
            what: "the password is another");
    }

    private static async Task EndPilotAsync(TestPlatform platform, RunningOperator running, ShiftedTime time)
    {
        time.Advance(TimeSpan.FromDays(4));
        await using (var scope = running.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PilotEndJob>().RunAsync(Cancelled);
        await platform.GoneAsync(platform.Name("drift"));
    }

    // The namespace takes the Role in it along at once. To be sure which goes first, the test takes it away before.
    private static async Task DeleteWithNamespaceAsync(TestPlatform platform)
    {
        var name = (await platform.ApplyAsync("last")).Metadata.Name;
        await platform.ReadyAsync(name);
        await platform.Client.RbacAuthorizationV1.DeleteNamespacedRoleBindingAsync("id-bellen-operator", platform.Namespace,
            cancellationToken: Cancelled);
        await platform.DeleteAsync(name);
        var blocked = await platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Condition(ConditionTypes.Ready)!.Message.Should().Contain("403", "Secrets that it cannot see may still be there");
        await platform.Client.CoreV1.DeleteNamespaceAsync(platform.Namespace, cancellationToken: Cancelled);
        await platform.GoneAsync(name);
    }

    private static async Task<FaultyApiServer> RecordedAsync(TestPlatform platform, string program, ConcurrentBag<UsedRight> used)
    {
        var line = await FaultyApiServer.StartAsync(platform.Kubernetes);
        line.After = (request, status) =>
        {
            if (status != (int)HttpStatusCode.Forbidden) used.Add(UsedRight.Of(program, request));
            return null;
        };
        return line;
    }

    private static async Task<WebApplication> StartApiAsync(TestPlatform platform, string kubeconfig)
    {
        var api = ApiHost.Build(["--urls", $"http://127.0.0.1:{platform.Port}"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig;
            builder.Logging.ClearProviders();
        });
        await api.StartAsync(Cancelled);
        return api;
    }

    private static async Task RefusedAsync(Func<Task> request) =>
        (await request.Should().ThrowAsync<HttpOperationException>()).Which.Response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
}
