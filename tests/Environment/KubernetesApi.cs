using k8s;

namespace IdBellen.Tests.Environment;

/// <summary>A real API server that knows the CRD.</summary>
public sealed class KubernetesApi : IAsyncDisposable
{
    private readonly ServerScript? started;

    private KubernetesApi(ServerScript? started, string kubeconfig)
    {
        this.started = started;
        Kubeconfig = kubeconfig;
        Client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
    }

    public string Kubeconfig { get; }

    public Kubernetes Client { get; }

    public static async Task<KubernetesApi> StartAsync()
    {
        var given = System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_KUBECONFIG");
        var own = given is { Length: > 0 } ? null : await ServerScript.StartAsync("cluster");
        var api = new KubernetesApi(own, own?.Output ?? given!);
        // Without validation, because a kubectl that knows CEL asks a server that does not.
        await api.KubectlAsync("apply", "--validate=false", "-f", Repository.File("crds", "municipality.yaml"));
        await api.KubectlAsync("wait", "--for=condition=Established", "--timeout=30s", "crd/municipalities.idbellen.nl");
        return api;
    }

    public Task<string> KubectlAsync(params IEnumerable<string> arguments) => KubectlAsync(arguments, input: null);

    public Task<string> KubectlAsync(IEnumerable<string> arguments, string? input)
    {
        var cache = System.Environment.GetEnvironmentVariable("IDBELLEN_CACHE")
            ?? Path.Combine(System.Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache"), "id-bellen");
        var cached = Path.Combine(cache, "bin", "kubectl");
        return Command.RunAsync(
            File.Exists(cached) ? cached : "kubectl", arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = Kubeconfig }, input);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (started is not null) await started.DisposeAsync();
    }
}
