using System.Collections.Concurrent;
using System.Net;
using IdBellen.Telephony.Asterisk;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Chart.Telephone;

/// <summary>The rights of the worker: those that it needs, and no other.</summary>
public sealed class WorkerRightsTests(TestEnvironment environment)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_right_that_the_chart_grants_is_used_and_nothing_else_is_asked_for()
    {
        await using var platform = await environment.PlatformAsync();
        var token = await platform.Accounts.AddWorkerAsync();
        var used = new ConcurrentBag<UsedRight>();
        var refused = new ConcurrentBag<UsedRight>();
        await using var line = await FaultyApiServer.StartAsync(platform.Kubernetes);
        line.After = (request, status) =>
        {
            (status == (int)HttpStatusCode.Forbidden ? refused : used).Add(UsedRight.Of("worker", request));
            return null;
        };
        await using var worker = await StartAsync(platform, line.KubeconfigFor(token));
        // As after the api has refused a token.
        await worker.Services.GetRequiredService<ExchangeTokens>().ReadAgainAsync(new("uid", "nobody", "nobody.localhost"), Cancelled);

        var granted = await GrantedRight.OfWorkerAsync(platform);
        await Eventually.BeTrueAsync(() => Task.FromResult(granted.All(right => used.Any(right.IsUsedBy))),
            what: "a right that nobody uses is surplus");
        refused.Should().BeEmpty();
    }

    [Fact]
    public async Task It_may_not_write_in_the_namespace_of_the_municipalities_nor_read_the_Secrets_of_the_programs()
    {
        await using var platform = await environment.PlatformAsync();
        await using var line = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var worker = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(
            line.KubeconfigFor(await platform.Accounts.AddWorkerAsync())));

        await RefusedAsync(() => worker.CoreV1.CreateNamespacedSecretAsync(
            new V1Secret { Metadata = new V1ObjectMeta { Name = "own" } }, platform.Namespace));
        await RefusedAsync(() => worker.CoreV1.DeleteNamespacedSecretAsync("one", platform.Namespace));
        await RefusedAsync(() => worker.CoreV1.ReadNamespacedSecretAsync("telephone", platform.SystemNamespace));
        await RefusedAsync(() => worker.CoreV1.ListNamespacedSecretAsync(platform.SystemNamespace));
        await RefusedAsync(() => worker.CoordinationV1.ReadNamespacedLeaseAsync("idbellen-operator", platform.SystemNamespace));
        await RefusedAsync(() => worker.CoreV1.ListNamespacedPodAsync(platform.SystemNamespace));
    }

    private static async Task<WebApplication> StartAsync(TestPlatform platform, string kubeconfig)
    {
        var worker = WorkerHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig;
            builder.Configuration["Api:Address"] = $"http://127.0.0.1:{platform.Port}";
            builder.Configuration["Leadership:LeaseDuration"] = "00:00:03";
            builder.Configuration["Leadership:RenewDeadline"] = "00:00:02";
            builder.Configuration["Leadership:RetryPeriod"] = "00:00:00.5";
            foreach (var name in (string[])["asterisk-0", "asterisk-1"])
            {
                // Nothing listens there; a lease is held all the same.
                builder.Configuration[$"Asterisks:{name}:Ari"] = "http://127.0.0.1:9";
                builder.Configuration[$"Asterisks:{name}:User"] = "idbellen";
                builder.Configuration[$"Asterisks:{name}:Password"] = "unused";
            }
            builder.Logging.ClearProviders();
        });
        await worker.StartAsync(Cancelled);
        return worker;
    }

    private static async Task RefusedAsync(Func<Task> request) =>
        (await request.Should().ThrowAsync<HttpOperationException>()).Which.Response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
}
