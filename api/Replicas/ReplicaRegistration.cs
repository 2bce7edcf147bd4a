namespace IdBellen.Api.Replicas;

public static class ReplicaRegistration
{
    /// <summary>Comes first: what is registered first starts first and stops last.</summary>
    public static IServiceCollection AddReplicaReport(this IServiceCollection services) =>
        services.AddSingleton<ReplicaRows>().AddSingleton<ReplicaReport>().AddHostedService(provider => provider.GetRequiredService<ReplicaReport>());
}
