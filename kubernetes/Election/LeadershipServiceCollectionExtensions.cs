using k8s;
using Microsoft.Extensions.Options;

namespace IdBellen.Kubernetes.Election;

public static class LeadershipServiceCollectionExtensions
{
    /// <summary>
    /// Registers leader election. Hosted services stop in reverse order of registration, so register everything that needs leadership after
    /// this; the lease is then released last.
    /// </summary>
    /// <param name="lease">The name of the lease.</param>
    /// <param name="ns">The namespace of the lease.</param>
    public static void AddLeadership(this IServiceCollection services, string lease, Func<IServiceProvider, string> ns)
    {
        services.AddOptions<LeadershipOptions>().BindConfiguration(LeadershipOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Leadership>();
        services.AddSingleton(provider => new LeaderElection(
            new LeaseClient(provider.GetRequiredService<IKubernetes>(), ns(provider), lease),
            provider.GetRequiredService<Leadership>(),
            provider.GetRequiredService<IOptions<LeadershipOptions>>(),
            // A lease is kept against other processes, in real time, whatever clock this one is given.
            TimeProvider.System,
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<LeaderElection>>()));
        services.AddHostedService(provider => provider.GetRequiredService<LeaderElection>());
    }
}
