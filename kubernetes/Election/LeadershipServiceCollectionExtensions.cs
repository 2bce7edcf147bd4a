using k8s;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Runtime.Election;

public static class LeadershipServices
{
    /// <summary>
    /// Competes for the lease. Services stop in the reverse order of their registration: whatever needs leadership is registered after this,
    /// so that the lease is given back last.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
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
