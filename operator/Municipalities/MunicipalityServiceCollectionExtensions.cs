using IdBellen.Kubernetes.Clients;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Kubernetes.Election;
using IdBellen.Kubernetes.Watch;
using IdBellen.Operator.Cluster;
using IdBellen.Operator.Municipalities.Acceptance;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Operator.Municipalities.Rest;
using IdBellen.Operator.Municipalities.Rotation;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Municipalities.SignIn;
using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Municipalities.Strays;
using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Receipts;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities;

internal static class MunicipalityServiceCollectionExtensions
{
    private const string ControllerName = "idbellen.nl/operator";
    private const string Lease = "idbellen-operator";

    public static void AddMunicipalities(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<KubernetesOptions>().BindConfiguration(KubernetesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostingOptions>().BindConfiguration(HostingOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            // Reserves the dashboard's host.
            .PostConfigure(hosting => hosting.ReservedHosts =
                Uri.TryCreate(builder.Configuration["Dashboard:Origin"], UriKind.Absolute, out var dashboard)
                    ? [.. hosting.ReservedHosts, dashboard.Host] : hosting.ReservedHosts);
        services.AddOptions<WatchTimings>().BindConfiguration(WatchTimings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<KubernetesOptions>>().Value.Connect());
        services.AddSingleton<OutboundHttp>();
        services.AddSingleton<ProbeMemory>();
        services.AddSingleton<IrmaProbe>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<LoginPassword>();
        services.AddSingleton<LoginLimits>();
        services.AddSingleton<TenantRoles>();
        services.AddSingleton<TenantDatabases>();
        services.AddSingleton<UnfinishedRemains>();
        AddSteps(services);
        AddTeardown(services);
        AddSignIn(services);
        AddRuntime(services);
        AddStrays(services);
    }

    // In order of execution.
    private static void AddSteps(IServiceCollection services)
    {
        services.AddSingleton<DuplicateRules>();
        services.AddSingleton<ClusterDefinition>();
        services.AddHostedService<DefinitionWatch>();
        services.AddSingleton<SpecStep>();
        services.AddSingleton<IStep, SuspendedStep>();
        services.AddSingleton<IStep, PilotStep>();
        services.AddSingleton<IStep, BudgetStep>();
        services.AddSingleton<IStep, DatabaseStep>();
        services.AddSingleton<IStep, SchemaStep>();
        services.AddSingleton<IStep, SecretsStep>();
        services.AddSingleton<IStep, SignInStep>();
        services.AddSingleton<IStep, IrmaStep>();
        services.AddSingleton<IStep, RetentionStep>();
        services.AddSingleton<IStep, RotationStep>();
        services.AddOptions<RotationOptions>().BindConfiguration(RotationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Provisioning>();
    }

    // In order of execution.
    private static void AddTeardown(IServiceCollection services)
    {
        services.AddSingleton<EndLiveCalls>();
        services.AddSingleton<ITeardownStage>(provider => provider.GetRequiredService<EndLiveCalls>());
        services.AddSingleton<ITeardownStage, Drain>();
        services.AddSingleton<ITeardownStage, RollBackPrepared>();
        services.AddSingleton<ITeardownStage, ExportLastAccessLog>();
        services.AddSingleton<ITeardownStage, CountRows>();
        services.AddSingleton<ITeardownStage, RollUpEvaluation>();
        services.AddSingleton<ITeardownStage, FenceDatabase>();
        services.AddSingleton<ITeardownStage, DropDatabase>();
        services.AddSingleton<ITeardownStage, DropRoles>();
        services.AddSingleton<ITeardownStage, RemovePlatformRows>();
        services.AddSingleton<ITeardownStage, DeleteSecrets>();
        services.AddSingleton<ITeardownStage, VerifyNothingIsLeft>();
        services.AddSingleton<ITeardownStage, IssueReceipt>();
        services.AddSingleton<TenantEntry>();
        services.AddSingleton<PreparedTransactions>();
        services.AddSingleton<ReceiptKeys>();
        services.AddSingleton<ReceiptStore>();
        services.AddSingleton<DeletionConfirmation>();
        services.AddSingleton<TeardownDisplay>();
        services.AddSingleton<TenantTeardown>();
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddScoped<SignInStoreConnection>();
        services.AddScoped(provider => TenantDbContextOptions.Context(provider.GetRequiredService<SignInStoreConnection>().Open));
        services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<TenantDbContext>());
        services.AddSingleton<ProviderClients>();
        services.AddSingleton<ExternalProvider>();
    }

    private static void AddStrays(IServiceCollection services)
    {
        services.AddSingleton<ClusterMunicipalities>();
        services.AddSingleton<Elsewhere>();
        services.AddSingleton<Orphans>();
        services.AddSingleton<StrayWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<StrayWatch>());
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.AddSingleton(provider => new KeyedWorkQueue(provider.GetRequiredService<TimeProvider>(), BackOff.Default));
        services.AddSingleton(provider => new ResourceClient<Municipality>(
            provider.GetRequiredService<IKubernetes>(), Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural,
            Namespace(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EventPublisher>(provider, ControllerName));
        services.AddSingleton<MunicipalityCache>();
        services.AddSingleton<ServerChanges>();
        services.AddSingleton<RestingMunicipalities>();
        services.AddSingleton<MunicipalityObserver>();
        services.AddSingleton<IReconciler, MunicipalityReconciler>();
        services.AddHostedService(provider => Watch(provider, provider.GetRequiredService<MunicipalityObserver>(),
            provider.GetRequiredService<IKubernetes>().CustomResources<Municipality>(
                Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, Namespace(provider))));
        // A Secret that is edited or deleted, or one that a municipality waits for.
        services.AddHostedService(provider => Watch(provider,
            new QueueingObserver<V1Secret>(provider.GetRequiredService<KeyedWorkQueue>(),
                secret => secret.GetLabel(WellKnown.MunicipalityLabel)),
            provider.GetRequiredService<IKubernetes>().Secrets(Namespace(provider), WellKnown.MunicipalityLabel)));
        services.AddLeadership(Lease, provider => provider.GetRequiredService<IOptions<KubernetesOptions>>().Value.SystemNamespace);
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Controller>(
            provider, provider.GetRequiredService<IOptions<KubernetesOptions>>().Value.Workers));
    }

    private static InformerService<T> Watch<T>(IServiceProvider provider, IResourceObserver<T> observer, ResourceSource<T> source)
        where T : IKubernetesObject<V1ObjectMeta> =>
        new(new Informer<T>(
            source, observer, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Informer<T>>>(),
            provider.GetRequiredService<IOptions<WatchTimings>>().Value));

    private static string Namespace(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<KubernetesOptions>>().Value.Namespace;
}
