using System.Diagnostics;
using System.Net;
using IdBellen.Operator.Cluster;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Tests.Integration.Kubernetes.Clients;

/// <summary>The operator's way to an API server that does not behave.</summary>
public sealed class ApiConnectionTests(TestEnvironment environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_is_not_answered_is_given_up_in_time_and_said_to_be_the_API_servers_fault()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = Connect(proxy);
        proxy.Before = _ => ApiFault.Silence;
        var began = Stopwatch.GetTimestamp();

        var fault = (await Listing(client, platform).Should().ThrowAsync<HttpRequestException>()).Which;

        Stopwatch.GetElapsedTime(began).Should().BeGreaterThan(Limit * 0.9).And.BeLessThan(Limit * 5);
        Faults.Describe(fault)!.Value.Reason.Should().Be("ApiServerUnreachable");
    }

    [Fact]
    public async Task A_watch_outlasts_the_time_for_requests()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = Connect(proxy);
        var began = Stopwatch.GetTimestamp();

        await foreach (var _ in client.CoreV1.WatchListNamespacedConfigMapAsync(
            platform.SystemNamespace, resourceVersion: "0", timeoutSeconds: 4, cancellationToken: Cancelled))
        {
            // Only how long it lasts is asked.
        }

        Stopwatch.GetElapsedTime(began).Should().BeGreaterThan(Limit * 3);
    }

    [Fact]
    public async Task A_watch_that_does_not_begin_in_time_is_given_up()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = Connect(proxy);
        proxy.Before = _ => ApiFault.Silence;

        var watching = async () =>
        {
            await foreach (var _ in client.CoreV1.WatchListNamespacedConfigMapAsync(platform.SystemNamespace, cancellationToken: Cancelled))
            {
                // Nothing comes.
            }
        };

        await watching.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_connection_that_has_silently_died_is_replaced_while_the_lease_still_holds()
    {
        await using var platform = await environment.PlatformAsync();
        await using var line =
            new CuttableLine(new Uri(KubernetesClientConfiguration.BuildConfigFromConfigFile(platform.Kubernetes.Kubeconfig).Host).Port);
        var kubeconfig = await line.KubeconfigAsync(platform.Kubernetes);
        using var client = new KubernetesOptions { ConfigFile = kubeconfig.FullName, RequestTimeout = TimeSpan.FromSeconds(30) }.Connect();
        await Listing(client, platform)();
        line.StallOpen();
        var began = Stopwatch.GetTimestamp();

        await Eventually.BeTrueAsync(async () =>
        {
            try
            {
                await Listing(client, platform)();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });

        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(10));
        kubeconfig.Delete();
    }

    [Theory]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refusal_arrives_with_its_status_at_once(int status)
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = Connect(proxy);
        proxy.Before = _ => ApiFault.Answer(status);

        var fault = (await Listing(client, platform).Should().ThrowAsync<HttpOperationException>()).Which;

        fault.Response.StatusCode.Should().Be((HttpStatusCode)status);
    }

    [Fact]
    public async Task What_was_done_before_the_answer_was_lost_is_done()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = Connect(proxy);
        proxy.After = (request, _) => request.Mutation == 1 ? ApiFault.Drop : null;

        var creating = () => client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "made" } }, platform.SystemNamespace, cancellationToken: Cancelled);

        await creating.Should().ThrowAsync<HttpRequestException>();
        (await client.CoreV1.ReadNamespacedConfigMapAsync("made", platform.SystemNamespace, cancellationToken: Cancelled)).Should()
            .NotBeNull();
        proxy.Mutations.Should().Be(1);
    }

    [Fact]
    public async Task Who_brings_a_token_is_not_passed_on_as_somebody_else()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(proxy.KubeconfigFor("nobodys")));

        var fault = (await Listing(client, platform).Should().ThrowAsync<HttpOperationException>()).Which;

        fault.Response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static IKubernetes Connect(FaultyApiServer proxy) =>
        new KubernetesOptions { ConfigFile = proxy.Kubeconfig, RequestTimeout = Limit }.Connect();

    private static Func<Task> Listing(IKubernetes client, TestPlatform platform) =>
        () => client.CoreV1.ListNamespacedSecretAsync(platform.Namespace, cancellationToken: Cancelled);
}
