using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Dev;

/// <summary>On a cluster that is not ours nobody's things are touched.</summary>
public sealed class SomebodysClusterTests(TestEnvironment environment)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("demo")]
    [InlineData("test")]
    [InlineData("bench")]
    public async Task Without_its_name_or_with_anothers_nothing_is_begun(string script)
    {
        var kubernetes = await environment.KubernetesAsync();

        (await RefusalAsync(script, kubernetes, context: null)).Should().Contain("also set IDBELLEN_CLUSTER=id-bellen").And.Contain(
            "unset KUBECONFIG");
        (await RefusalAsync(script, kubernetes, "production")).Should().Contain("the current context of KUBECONFIG is id-bellen");
    }

    [Fact]
    public async Task A_name_without_a_KUBECONFIG_is_refused_too()
    {
        using var check = Script.Start(Repository.File("dev", "cluster"), ["check"],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["IDBELLEN_CLUSTER"] = "production" });

        (await check.EndedAsync(TimeSpan.FromSeconds(10))).Should().Be(1);
        check.Output.Should().Contain("KUBECONFIG is not set");
    }

    [Fact]
    public async Task With_its_name_a_copy_of_that_context_is_used_and_stopping_leaves_the_cluster_alone()
    {
        var kubernetes = await environment.KubernetesAsync();
        var before = await DefinitionAsync(kubernetes);
        var folder = Directory.CreateTempSubdirectory("id-bellen-own-").FullName;
        var settings = Settings(kubernetes, "id-bellen");

        var kubeconfig = (await Command.RunAsync(Repository.File("dev", "cluster"), ["start", folder], settings)).Trim();

        kubeconfig.Should().Be(Path.Combine(folder, "kubeconfig"));
        (await File.ReadAllTextAsync(kubeconfig, Cancelled)).Should().Contain("current-context: id-bellen");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(kubeconfig).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await Command.RunAsync(Repository.File("dev", "cluster"), ["stop", folder], settings);
        Directory.Exists(folder).Should().BeFalse();
        (await DefinitionAsync(kubernetes)).Should().Be(before);
    }

    [Theory]
    [InlineData("install")]
    [InlineData("control-plane", "build")]
    public async Task A_folder_with_somebodys_things_is_not_taken_for_the_cache(string script, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("id-bellen-home-");
        folder.CreateSubdirectory("control-plane/work/letters");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "letter.txt"), "dear", Cancelled);

        using var refused = Script.Start(Repository.File("dev", script), arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["IDBELLEN_CACHE"] = folder.FullName });

        (await refused.EndedAsync(TimeSpan.FromSeconds(30))).Should().Be(1, refused.Output);
        refused.Output.Should().Contain("letter.txt").And.Contain("name another folder");
        Directory.Exists(Path.Combine(folder.FullName, "control-plane", "work", "letters")).Should().BeTrue();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("cluster", "kind-name")]
    [InlineData("postgres", "home")]
    public async Task What_a_folder_that_is_not_ours_says_is_not_obeyed(string script, string file)
    {
        var (folder, precious) =
            (Directory.CreateTempSubdirectory("id-bellen-other-"), Directory.CreateTempSubdirectory("id-bellen-precious-"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), precious.FullName, Cancelled);
        using var sleeper = System.Diagnostics.Process.Start("sleep", "60");
        var began = (await File.ReadAllTextAsync($"/proc/{sleeper.Id}/stat", Cancelled)).Split(") ")[1].Split(' ')[19];
        foreach (var server in (string[])["postgres", "etcd", "kube-apiserver"])
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{server}.pid"), $"{sleeper.Id} {began}\n", Cancelled);

        await Command.RunAsync(Repository.File("dev", script), ["stop", folder.FullName]);

        sleeper.HasExited.Should().BeFalse();
        precious.Exists.Should().BeTrue();
        folder.EnumerateFiles().Should().HaveCount(4);
        sleeper.Kill();
        folder.Delete(recursive: true);
        precious.Delete();
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    [Trait("Length", "Long")]
    public async Task The_demo_leaves_municipalities_of_the_same_names_as_they_are_before_during_and_after(string signal)
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await kubernetes.KubectlAsync("create", "namespace", "id-bellen");
        foreach (var name in (string[])["arnhem", "nijmegen", "drechtsteden"])
            await kubernetes.KubectlAsync("apply", "-f", Repository.File("crds", "examples", $"{name}.yaml"));
        var before = await AllAsync(kubernetes);

        using var demo = Script.Start(Repository.File("dev", "demo"), [],
            new Dictionary<string, string?>(Settings(kubernetes, "id-bellen"), StringComparer.Ordinal) { ["BUILT"] = "yes" });
        await demo.SaysAsync("Press Ctrl-C", TimeSpan.FromMinutes(3));
        (await kubernetes.KubectlAsync("get", "municipalities", "-A", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should().HaveCount(6);
        (await AllAsync(kubernetes)).Should().Be(before);
        await demo.SignalAsync(signal);

        await demo.EndedAsync(TimeSpan.FromMinutes(2));
        await Eventually.BeTrueAsync(
            async () => (await kubernetes.KubectlAsync("get", "namespaces", "-o", "name"))
                .Contains("id-bellen-demo", StringComparison.Ordinal) is false,
            TimeSpan.FromMinutes(2), "what the demo made is gone");
        (await AllAsync(kubernetes)).Should().Be(before);
        (await kubernetes.KubectlAsync("get", "municipalities", "-A", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should().HaveCount(3);
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task Another_definition_than_ours_is_refused_and_none_is_made()
    {
        await using var kubernetes = await KubernetesApi.StartOwnAsync();
        await kubernetes.KubectlAsync(
            "patch", "crd", "municipalities.idbellen.nl", "--type=json", "-p",
            """[{"op":"replace","path":"/spec/names/shortNames","value":["theirs"]}]""");
        var before = await DefinitionAsync(kubernetes);

        (await RefusalAsync("demo", kubernetes, "id-bellen", new() { ["BUILT"] = "yes" })).Should()
            .Contain("does not change existing ones");

        (await DefinitionAsync(kubernetes)).Should().Be(before);
        await kubernetes.KubectlAsync("delete", "crd", "municipalities.idbellen.nl");
        var folder = Directory.CreateTempSubdirectory("id-bellen-own-").FullName;
        await Command.RunAsync(Repository.File("dev", "cluster"), ["start", folder], Settings(kubernetes, "id-bellen"));
        await Command.RunAsync(Repository.File("dev", "cluster"), ["stop", folder]);
        (await kubernetes.KubectlAsync("get", "crd", "municipalities.idbellen.nl", "-o", "name")).Should()
            .NotBeEmpty("others may have begun to use it");
    }

    private static async Task<string> RefusalAsync(
        string script, KubernetesApi kubernetes, string? context, Dictionary<string, string?>? more = null)
    {
        using var refused = Script.Start(
            Repository.File("dev", script), [],
            new Dictionary<string, string?>(Settings(kubernetes, context).Concat(more ?? []), StringComparer.Ordinal));
        (await refused.EndedAsync(TimeSpan.FromMinutes(1))).Should().Be(1, refused.Output);
        return refused.Output;
    }

    private static Dictionary<string, string?> Settings(KubernetesApi kubernetes, string? context) =>
        new(StringComparer.Ordinal) { ["KUBECONFIG"] = kubernetes.Kubeconfig, ["IDBELLEN_CLUSTER"] = context };

    private static async Task<string?> DefinitionAsync(KubernetesApi kubernetes) =>
        (await kubernetes.Client.ApiextensionsV1.ReadCustomResourceDefinitionAsync("municipalities.idbellen.nl",
            cancellationToken: Cancelled)).ResourceVersion();

    // Versions of resources included.
    private static Task<string> AllAsync(KubernetesApi kubernetes) =>
        kubernetes.KubectlAsync("get", "municipalities,secrets,configmaps,serviceaccounts", "-n", "id-bellen", "-o", "yaml");
}
