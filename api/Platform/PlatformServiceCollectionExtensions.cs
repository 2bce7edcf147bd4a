using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Memory;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Replicas;
using IdBellen.Api.Platform.Retention;
using IdBellen.Api.Platform.SlotKeys;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.Settings;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Platform;

/// <summary>The foundation of all modules: the served municipalities, their databases and keys, and change notifications.</summary>
internal static class PlatformServiceCollectionExtensions
{
    private static readonly TimeSpan StatementLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    /// <summary>Comes first: what is registered first starts first and stops last.</summary>
    /// <exception cref="InvalidOperationException">The connection string of the platform database is missing or can't be read.</exception>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration) => services
        .AddErasedMemory(configuration)
        .AddReplicaReport()
        .AddTenants(configuration)
        .AddDatabases(configuration)
        .AddNotifications()
        .AddRetention();

    private static IServiceCollection AddErasedMemory(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ReadSettings.Of<ErasedMemoryOptions>(configuration, ErasedMemoryOptions.Section))
        .AddSingleton<IMemoryPoolFactory<byte>, ClearingPools>()
        .AddSingleton<ErasedMemory>().AddHostedService(provider => provider.GetRequiredService<ErasedMemory>());

    private static IServiceCollection AddReplicaReport(this IServiceCollection services) => services
        .AddSingleton<ReplicaRows>().AddSingleton<ReplicaReport>()
        .AddHostedService(provider => provider.GetRequiredService<ReplicaReport>());

    private static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ServedNamespaceOptions>().Bind(configuration.GetSection(ServedNamespaceOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ServedNamespaceOptions>>().Value.Connect());
        services.AddOptions<TenantPoolOptions>().Bind(configuration.GetSection(TenantPoolOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TenantAssembly>().AddSingleton<TenantDataSources>().AddSingleton<ServedTenants>()
            .AddSingleton<AcceptedSpecReader>()
            .AddSingleton<TenantScopes>().AddSingleton<SlotKeyRings>()
            .AddScoped<CurrentTenant>().AddScoped<CurrentAddress>().AddScoped<CurrentShare>().AddScoped<TenantFunctions>()
            .AddHostedService<TenantWatcher>().AddHostedService<SlotKeyKeeper>();
    }

    private static IServiceCollection AddDatabases(this IServiceCollection services, IConfiguration configuration)
    {
        var address = PostgresAddress.Parse(configuration["Platform:ConnectionString"], "id-bellen-api", StatementLimit);
        services.AddSingleton(address).AddSingleton(
            _ => new PlatformDataSource(address.Platform(size: 10, keepAlive: KeepAlive, keepsSessions: true).Open()));
        services.AddDbContext<PlatformDbContext>((provider, options) =>
            PlatformDbContext.Configure(options, provider.GetRequiredService<PlatformDataSource>().Value));
        // Options are built once: building them would cost more than most statements.
        services.AddScoped(typeof(Lazy<>), typeof(LazyService<>));
        services.AddSingleton(TenantDbContextOptions.Create).AddHostedService<BuildModels>();
        return services.AddScoped(provider => TenantDbContextOptions.Context(
            provider.GetRequiredService<DbContextOptions<TenantDbContext>>(),
            provider.GetRequiredService<CurrentTenant>().Value.Database.CreateConnection(provider.GetRequiredService<CurrentShare>())));
    }

    private static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<ChangeHints>().AddHostedService<HintSender>().AddHostedService<HintListener>()
        .AddSingleton<IChangeSubscriber>(provider => provider.GetRequiredService<SlotKeyRings>());

    private static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<TenantPurge>().AddSingleton<SweepTenant>().AddSingleton<SweepMetrics>().AddHostedService<RetentionSweeper>();
}
