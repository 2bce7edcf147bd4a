using System.Net;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>Deleting the definition deletes all municipalities at once: none goes before somebody has said its name.</summary>
public sealed class ConfirmationTests(TestEnvironment environment)
{
    [Fact]
    public async Task While_the_definition_is_being_deleted_only_what_is_confirmed_goes_and_then_the_definition_too()
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await using var platform = await TestPlatform.CreateAsync(kubernetes, await environment.PostgresAsync());
        await using var scene = await Scenario.On(platform)
            .WithOperator()
            .WithMunicipality("arnhem")
            .WithMunicipality("nijmegen").ReadyAsync();
        var (arnhem, nijmegen, municipality) = (scene.Names, platform.Names("nijmegen"), scene.Municipality);

        await kubernetes.KubectlAsync("delete", "crd", "municipalities.idbellen.nl", "--wait=false");
        foreach (var held in new[] { arnhem, nijmegen })
        {
            var shown = await platform.StageAsync(held.Tenant.Value, "AwaitingConfirmation");
            shown.Status!.Condition(ConditionTypes.Ready)!.Reason.Should().Be("AwaitingConfirmation");
            shown.Status.Condition(ConditionTypes.Ready)!.Message.Should().EndWith(
                $"kubectl annotate municipality {held.Tenant} -n {platform.Namespace} idbellen.nl/confirm-deletion={held.Tenant}");
        }
        await platform.PatchAsync(nijmegen.Tenant.Value,
            $$$$"""{"metadata":{"annotations":{"{{{{WellKnown.ConfirmDeletionAnnotation}}}}":"{{{{arnhem.Tenant}}}}"}}}""");
        await scene.Operator.ReconciledAsync(nijmegen.Tenant.Value);
        (await platform.Postgres.QueryAsync(
            $"SELECT datname FROM pg_database WHERE datname IN ('{arnhem.Database}', '{nijmegen.Database}') AND datallowconn")).Should()
            .HaveCount(2);
        (await platform.Postgres.QueryAsync("SELECT uid FROM teardown", platform.Database)).Should().BeEmpty();
        (await platform.SecretAsync(nijmegen.KeysSecret)).Should().NotBeNull();

        await kubernetes.KubectlAsync(
            "annotate", "municipality", arnhem.Tenant.Value, "-n", platform.Namespace,
            $"{WellKnown.ConfirmDeletionAnnotation}={arnhem.Tenant}");
        await platform.GoneAsync(arnhem.Tenant.Value);
        await platform.NothingIsLeftAsync(arnhem);
        (await platform.ReceiptAsync(municipality)).Dropped.Databases.Should().Equal(arnhem.Database);
        (await platform.FindAsync(nijmegen.Tenant.Value))!.Status!.Teardown!.Stage.Should().Be("AwaitingConfirmation");

        await platform.PatchAsync(nijmegen.Tenant.Value,
            $$$$"""{"metadata":{"annotations":{"{{{{WellKnown.ConfirmDeletionAnnotation}}}}":"{{{{nijmegen.Tenant}}}}"}}}""");
        await kubernetes.KubectlAsync("wait", "--for=delete", "crd/municipalities.idbellen.nl", "--timeout=30s");
        await platform.NothingIsLeftAsync(nijmegen);
        await kubernetes.DefineAsync();
    }

    [Fact]
    public async Task An_operator_that_may_no_longer_read_the_definition_says_so_and_takes_nothing_down()
    {
        await using var platform = await environment.PlatformAsync();
        using var rights = new RightToDefinitions();
        await using var scene = await Scenario.On(platform).WithOperator(builder => builder.Services.AddSingleton<IKubernetes>(
            _ => new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(platform.Kubernetes.Kubeconfig), rights)))
            .WithMunicipality("arnhem").ReadyAsync();
        var names = scene.Names;
        rights.AreTaken = true;

        await platform.DeleteAsync(names.Tenant.Value);

        var blocked = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready,
            condition => condition.Reason == "TeardownBlocked");
        blocked.Status!.Teardown!.Stage.Should().Be("AwaitingConfirmation");
        blocked.Status.Condition(ConditionTypes.Ready)!.Message.Should()
            .Contain("municipalities.idbellen.nl (HTTP 403)").And.Contain("right to get");
        (await platform.Postgres.QueryAsync("SELECT uid FROM teardown", platform.Database)).Should().BeEmpty();
    }

    /// <summary>Once it is taken, answers as the API server does to a service account without that right.</summary>
    private sealed class RightToDefinitions : DelegatingHandler
    {
        public bool AreTaken { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            AreTaken && request.RequestUri!.AbsolutePath.Contains("/customresourcedefinitions/", StringComparison.Ordinal)
                ? Task.FromResult(
                    new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent("{}") })
                : base.SendAsync(request, cancellationToken);
    }
}
