using System.ComponentModel.DataAnnotations;
using IdBellen.Operator.Runtime;
using k8s;

namespace IdBellen.Operator;

/// <summary>Where the resources are.</summary>
public sealed record KubernetesOptions
{
    public const string Section = "Kubernetes";

    /// <summary>The namespace of the municipalities and their Secrets.</summary>
    [Required]
    public string Namespace { get; init; } = "id-bellen";

    /// <summary>The namespace of operator and api: leases, the platform's keys and the receipts of teardowns are here.</summary>
    [Required]
    public string SystemNamespace { get; init; } = "id-bellen-system";

    /// <summary>A kubeconfig file; absent: the one that KUBECONFIG names, the user's own, or the pod's service account.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>How many municipalities are worked on at once.</summary>
    [Range(1, 64)]
    public int Workers { get; init; } = 4;

    /// <summary>How long the API server may take to answer a request; watches last longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:30")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public IKubernetes Connect()
    {
        var configuration = ConfigFile is { Length: > 0 } file
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file)
            : KubernetesClientConfiguration.BuildDefaultConfig();
        // All requests share one HTTP/2 connection. One that has silently died must be noticed before the lease is lost with it.
        configuration.FirstMessageHandlerSetup = connection =>
        {
            connection.KeepAlivePingDelay = TimeSpan.FromSeconds(2);
            connection.KeepAlivePingTimeout = TimeSpan.FromSeconds(4);
        };
        return new Kubernetes(configuration, new AnswerDeadline(RequestTimeout));
    }
}
