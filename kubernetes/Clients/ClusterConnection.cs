using System.ComponentModel.DataAnnotations;
using k8s;

namespace IdBellen.Kubernetes.Clients;

/// <summary>The connection to the Kubernetes API server.</summary>
public record ClusterConnection
{
    /// <summary>A kubeconfig file; absent: the one that KUBECONFIG names, the user's own, or the pod's service account.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The timeout of a request to the API server, except for watches.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:30", ErrorMessage = "Kubernetes__RequestTimeout must be from 00:00:00.1 to 00:01:30.")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public IKubernetes Connect()
    {
        var configuration = ConfigFile is { Length: > 0 } file
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file)
            : KubernetesClientConfiguration.BuildDefaultConfig();
        // All requests share one HTTP/2 connection. One that has silently died must be noticed within seconds: leases and watches go with
        // it.
        configuration.FirstMessageHandlerSetup = connection =>
        {
            connection.KeepAlivePingDelay = TimeSpan.FromSeconds(2);
            connection.KeepAlivePingTimeout = TimeSpan.FromSeconds(4);
        };
        return new k8s.Kubernetes(configuration, new AnswerDeadline(RequestTimeout));
    }
}
