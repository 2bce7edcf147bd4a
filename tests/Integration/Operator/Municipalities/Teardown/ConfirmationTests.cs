using System.Net;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Environment;
using k8s;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Operator.Municipalities.Teardown;

/// <summary>Deleting the definition deletes all municipalities at once: none goes before somebody has said its name.</summary>
public sealed class ConfirmationTests(TestEnvironment environment)
{
    [Fact]
    public async Task While_the_definition_is_being_deleted_only_what_is_confirmed_goes_and_then_the_definition_too()
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await using var platform = await TestPlatform.CreateAsync(kubernetes, await environment.PostgresAsync());
        await using var running = await platform.StartOperatorAsync();
        var (arnhem, nijmegen) = (await platform.ReadyTenantAsync("arnhem"), await platform.ReadyTenantAsync("nijmegen"));
        var municipality = (await platform.FindAsync(arnhem.Tenant.Value))!;

        await kubernetes.KubectlAsync("delete", "crd", "municipalities.idbellen.nl", "--wait=false");
        foreach (var held in new[] { arnhem, nijmegen })
        {
            var shown = await platform.StageAsync(held.Tenant.Value, "AwaitingConfirmation");
            shown.Status!.Condition(ConditionTypes.Ready)!.Reason.Should().Be("AwaitingConfirmation");
            shown.Status.Condition(ConditionTypes.Ready)!.Message.Should().EndWith(
                $"kubectl annotate municipality {held.Tenant} -n {platform.Namespace} idbellen.nl/confirm-deletion={held.Tenant}");
        }
        await platform.PatchAsync(nijmegen.Tenant.Value, $$$$"""{"metadata":{"annotations":{"{{{{WellKnown.ConfirmDeletionAnnotation}}}}":"{{{{arnhem.Tenant}}}}"}}}""");
        await running.LookedAtAsync(nijmegen.Tenant.Value);
        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname IN ('{arnhem.Database}', '{nijmegen.Database}') AND datallowconn")).Should().HaveCount(2);
        (await platform.Postgres.QueryAsync("SELECT uid FROM teardown", platform.Database)).Should().BeEmpty();
        (await platform.SecretAsync(nijmegen.KeysSecret)).Should().NotBeNull();

        await kubernetes.KubectlAsync(
            "annotate", "municipality", arnhem.Tenant.Value, "-n", platform.Namespace, $"{WellKnown.ConfirmDeletionAnnotation}={arnhem.Tenant}");
        await platform.GoneAsync(arnhem.Tenant.Value);
        await platform.NothingIsLeftAsync(arnhem);
        (await platform.ReceiptAsync(municipality)).Dropped.Databases.Should().Equal(arnhem.Database);
        (await platform.FindAsync(nijmegen.Tenant.Value))!.Status!.Teardown!.Stage.Should().Be("AwaitingConfirmation");

        await platform.PatchAsync(nijmegen.Tenant.Value, $$$$"""{"metadata":{"annotations":{"{{{{WellKnown.ConfirmDeletionAnnotation}}}}":"{{{{nijmegen.Tenant}}}}"}}}""");
        await kubernetes.KubectlAsync("wait", "--for=delete", "crd/municipalities.idbellen.nl", "--timeout=30s");
        await platform.NothingIsLeftAsync(nijmegen);
        await kubernetes.DefineAsync();
    }

    [Fact]
    public async Task An_operator_that_may_not_read_the_definition_says_so_and_takes_nothing_down()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder => builder.Services.AddSingleton<IKubernetes>(
            _ => new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(platform.Kubernetes.Kubeconfig), new NoRightToDefinitions())));
        var names = await platform.ReadyTenantAsync();

        await platform.DeleteAsync(names.Tenant.Value);

        var blocked = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready, condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Teardown!.Stage.Should().Be("AwaitingConfirmation");
        blocked.Status.Condition(ConditionTypes.Ready)!.Message.Should().Contain("municipalities.idbellen.nl (403)").And.Contain("right to get");
        (await platform.Postgres.QueryAsync("SELECT uid FROM teardown", platform.Database)).Should().BeEmpty();
    }

    /// <summary>Answers as the API server does to a service account without that right.</summary>
    private sealed class NoRightToDefinitions : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.Contains("/customresourcedefinitions/", StringComparison.Ordinal)
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent("{}") })
                : base.SendAsync(request, cancellationToken);
    }
}
