using System.Text;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;

namespace IdBellen.Demo.Municipalities;

/// <summary>The Municipality resources of the cluster that <c>KUBECONFIG</c> names, listed at each question.</summary>
internal sealed class KubernetesDirectory(string resourceNamespace, Func<KubernetesClientConfiguration> configure)
    : IMunicipalityDirectory, IDisposable
{
    private readonly Lazy<Kubernetes> kubernetes = new(() => new Kubernetes(configure()));

    public async Task<IReadOnlyList<Municipality>> ListAsync(CancellationToken cancellationToken)
    {
        var list = await AskAsync(api => api.CustomObjects.ListNamespacedCustomObjectAsync<MunicipalityResources>(
            "idbellen.nl", "v1alpha1", resourceNamespace, "municipalities", cancellationToken: cancellationToken));
        return [.. (list.Items ?? []).Select(static item => item.ToMunicipality())
            .OrderBy(static one => one.DisplayName, StringComparer.Ordinal)];
    }

    public async Task<string> ExchangeTokenAsync(string municipality, CancellationToken cancellationToken)
    {
        var secret = await AskAsync(api =>
            api.CoreV1.ReadNamespacedSecretAsync($"{municipality}-exchange", resourceNamespace, cancellationToken: cancellationToken));
        return secret.Data is not null && secret.Data.TryGetValue("token", out var token)
            ? Encoding.UTF8.GetString(token)
            : throw new DirectoryUnavailableException("Deze gemeente heeft nog geen token voor haar telefooncentrale.");
    }

    public void Dispose()
    {
        if (kubernetes.IsValueCreated)
        {
            kubernetes.Value.Dispose();
        }
    }

    private async Task<T> AskAsync<T>(Func<Kubernetes, Task<T>> question)
    {
        try
        {
            return await question(kubernetes.Value);
        }
        catch (HttpOperationException problem) when (problem.Response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            throw new DirectoryUnavailableException("De gemeente (of haar resource of Secret) bestaat niet of nog niet in het cluster.",
                problem);
        }
        catch (Exception problem)
            when (problem is HttpOperationException or HttpRequestException or KubeConfigException or IOException or TaskCanceledException)
        {
            throw new DirectoryUnavailableException("Het Kubernetes-cluster met de gemeenten is nu niet te lezen. Klopt KUBECONFIG?",
                problem);
        }
    }
}
