using System.Globalization;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Definition;

/// <summary>
/// A cluster whose definition is older than the program: it drops fields in silence, from what is applied, stored and read.
/// </summary>
[Trait("Length", "Long")]
public sealed class DefinitionUpgradeTests(TestEnvironment environment)
{
    [Fact]
    public async Task Nothing_is_accepted_under_an_older_definition_and_what_it_dropped_is_not_taken_for_an_edit()
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await using var platform = await TestPlatform.CreateAsync(kubernetes, await environment.PostgresAsync());
        await using var scene = await Scenario.On(platform).WithOperator().WithMunicipality("arnhem", Narrow).ReadyAsync();
        var (running, name) = (scene.Operator, scene.Name);
        var accepted = await AcceptedAsync(platform);

        await DowngradeAsync(kubernetes, running);
        var suspended = new { spec = new { suspended = true, purposes = WithOneMore(Narrow(platform.Sample("arnhem").Spec)).Purposes } };
        (await platform.PatchAsync(name, KubernetesJson.Serialize(suspended))).Spec.Suspended.Should()
            .BeNull("the API server drops what it does not know");
        var refused = await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "DefinitionOlder");
        refused.Status!.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain("spec.suspended").And.Contain(
            "spec.purposes[].overview");
        refused.Status.Condition(ConditionTypes.Ready)!.Status.Should().Be("False");
        (await running.GetAsync("/readyz")).Text.Should().Contain("CustomResourceDefinition");
        running.Log.Lines.Should().Contain(line => line.Contains("older than this operator", StringComparison.Ordinal));
        (await running.GetAsync("/metrics")).Text.Should().MatchRegex("idbellen_definition_missing_fields{[^}]*} 2\\b");
        (await AcceptedAsync(platform)).Should().Be(accepted, "what is in force still holds the overview");

        string[] upgrade = ["upgrade", "--install", "id-bellen", HelmChart.Folder, "--namespace", "id-bellen-system", "--dry-run=server",
            .. HelmChart.Required];
        (await FluentActions.Awaiting(() => HelmChart.HelmAsync(kubernetes.Kubeconfig, upgrade)).Should().ThrowAsync<Exception>())
            .Which.Message.Should().Contain("spec.suspended").And.Contain("kubectl apply --validate=false");
        // As the README of the chart has it.
        await kubernetes.KubectlAsync("apply", "--validate=false", "-f", Repository.File("charts", "id-bellen", "crds"));
        var lost = await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "FieldsLost",
            TimeSpan.FromMinutes(1));
        lost.Status!.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain("spec.purposes[0].overview");
        (await AcceptedAsync(platform)).Should().Be(accepted);
        await HelmChart.HelmAsync(kubernetes.Kubeconfig, upgrade);

        // Somebody edits what the older definition has left.
        var edited = await platform.PatchAsync(name, """{"spec":{"suspended":true}}""");
        await platform.ConditionAsync(
            name, ConditionTypes.SpecValid,
            condition => condition.Reason == "FieldsLost" && condition.ObservedGeneration == edited.Metadata.Generation);
        (await AcceptedAsync(platform)).Should().Be(accepted);
        await platform.PatchAsync(name,
            KubernetesJson.Serialize(new { spec = platform.Sample("arnhem", spec => Narrow(spec) with { Suspended = true }).Spec }));
        (await platform.ReadyAsync(name)).Status!.Condition(ConditionTypes.Suspended)!.Status.Should().Be("True");
        await running.BecomeReadyAsync();
        // From now on whoever removes something has removed it.
        await platform.PatchAsync(name, """{"spec":{"suspended":null}}""");
        await platform.ConditionAsync(name, ConditionTypes.Suspended, condition => condition.Status == "False");
    }

    [Fact]
    public async Task What_somebody_did_remove_meanwhile_is_accepted_when_they_say_so_and_what_was_only_applied_is_known_to_be_lost()
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await using var platform = await TestPlatform.CreateAsync(kubernetes, await environment.PostgresAsync());
        await using var scene = await Scenario.On(platform).WithOperator().WithMunicipality("arnhem", Narrow).ReadyAsync();
        var (running, name) = (scene.Operator, scene.Name);

        await DowngradeAsync(kubernetes, running);
        // As kubectl apply does: a purpose is new, and the annotation alone still has its overview.
        var wanted = platform.Sample("arnhem", spec => WithOneMore(Narrow(spec)));
        await platform.PatchAsync(name, KubernetesJson.Serialize(new { spec = wanted.Spec }));
        await platform.AnnotateAsync(name, "kubectl.kubernetes.io/last-applied-configuration", KubernetesJson.Serialize(wanted));
        await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "DefinitionOlder");
        await kubernetes.KubectlAsync("apply", "--validate=false", "-f", Repository.File("crds", "municipality.yaml"));
        var lost = await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "FieldsLost",
            TimeSpan.FromMinutes(1));
        lost.Status!.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain("spec.purposes[1].overview");

        await platform.AnnotateAsync(name, WellKnown.FieldsRemovedAnnotation,
            lost.Metadata.Generation?.ToString(CultureInfo.InvariantCulture));
        await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "SpecAccepted");
        (await AcceptedAsync(platform)).Should().NotContain("overview");
    }

    private static MunicipalitySpec WithOneMore(MunicipalitySpec spec) =>
        spec with { Purposes = [.. spec.Purposes, spec.Purposes[0] with { Name = "meer" }] };

    private static MunicipalitySpec Narrow(MunicipalitySpec spec) =>
        spec with { Purposes = [.. spec.Purposes.Select(purpose => purpose with { Overview = [purpose.Disclose[0][0][0]] })] };

    private static async Task DowngradeAsync(KubernetesApi kubernetes, RunningOperator running)
    {
        var older = (await File.ReadAllTextAsync(Repository.File("crds", "municipality.yaml")))
            .Replace("suspended: {", "suspendedLater: {", StringComparison.Ordinal)
            .Replace("                      overview:\n", "                      overviewLater:\n", StringComparison.Ordinal);
        await kubernetes.KubectlAsync(["replace", "--validate=false", "-f", "-"], older);
        var definition = running.Services.GetRequiredService<ClusterDefinition>();
        await Eventually.BeTrueAsync(
            async () => (await definition.MissingAsync(isFresh: true, TestContext.Current.CancellationToken)).Count == 2);
        // The API server needs a moment to go by a new definition.
        await Eventually.BeTrueAsync(
            async () => !(await kubernetes.KubectlAsync("get", "--raw", "/openapi/v2")).Contains("suspended\"", StringComparison.Ordinal));
    }

    private static async Task<string> AcceptedAsync(TestPlatform platform) =>
        (await platform.Postgres.QueryAsync("SELECT spec FROM accepted_spec", platform.Database)).Single();
}
