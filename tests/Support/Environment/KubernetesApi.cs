using k8s;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A real API server that knows the CRD.</summary>
public sealed class KubernetesApi : IAsyncDisposable
{
    private readonly ServerScript? started;

    private KubernetesApi(ServerScript? started, string kubeconfig)
    {
        this.started = started;
        Kubeconfig = kubeconfig;
        Client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
    }

    public string Kubeconfig { get; }

    public k8s.Kubernetes Client { get; }

    /// <summary>Whether it is somebody's, and lives on when the tests have ended. What a test made there must go.</summary>
    public bool IsSomebodys => started is null && System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_CLUSTER") == "own";

    public static async Task<KubernetesApi> StartAsync() =>
        System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_KUBECONFIG") is { Length: > 0 } given
            ? await WithDefinitionAsync(new KubernetesApi(null, given))
            : await StartOwnAsync();

    /// <summary>One that no other test uses, nor anybody else: for what changes the whole cluster.</summary>
    public static async Task<KubernetesApi> StartOwnAsync()
    {
        var own = await ServerScript.StartAsync("cluster",
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = null, ["IDBELLEN_CLUSTER"] = null });
        return await WithDefinitionAsync(new KubernetesApi(own, own.Output));
    }

    /// <summary>
    /// Applies the CRD; not on somebody's own cluster, where <c>dev/cluster</c> has seen to it that it is there and as ours.
    /// </summary>
    public async Task DefineAsync()
    {
        if (IsSomebodys) return;
        // Without validation, because a kubectl that knows CEL asks a server that does not.
        await KubectlAsync("apply", "--validate=false", "-f", Repository.File("crds", "municipality.yaml"));
        await KubectlAsync("wait", "--for=condition=Established", "--timeout=30s", "crd/municipalities.idbellen.nl");
    }

    public Task<string> KubectlAsync(params IEnumerable<string> arguments) => KubectlAsync(arguments, input: null);

    public Task<string> KubectlAsync(IEnumerable<string> arguments, string? input) => Command.RunAsync(
        CachedProgram.Find("kubectl"), arguments, new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = Kubeconfig },
        input);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (started is not null) await started.DisposeAsync();
    }

    private static async Task<KubernetesApi> WithDefinitionAsync(KubernetesApi api)
    {
        await api.DefineAsync();
        return api;
    }
}
