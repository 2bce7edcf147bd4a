using IdBellen.Api.SlotKeys;
using IdBellen.Tenancy.Hosting;
using k8s;

namespace IdBellen.Api.Tenants;

public static class TenantRegistration
{
    public static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KubernetesOptions>(configuration.GetSection(KubernetesOptions.Section));
        // KUBECONFIG, or the ServiceAccount inside a cluster.
        services.AddSingleton<IKubernetes>(_ => new Kubernetes(
            configuration["Kubernetes:ConfigFile"] is { } file
                ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file)
                : KubernetesClientConfiguration.BuildDefaultConfig()));
        services.AddOptions<TenantPoolOptions>().Bind(configuration.GetSection(TenantPoolOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TenantAssembly>().AddSingleton<TenantDataSources>().AddSingleton<TenantRegistry>().AddSingleton<TenantScopes>()
            .AddSingleton<SlotKeyRings>().AddScoped<CurrentTenant>().AddHostedService<TenantWatcher>().AddHostedService<SlotKeyKeeper>();
    }
}
