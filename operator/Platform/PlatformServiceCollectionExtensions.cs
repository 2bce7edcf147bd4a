using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Hosting;

namespace IdBellen.Operator.Platform;

internal static class PlatformServiceCollectionExtensions
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PlatformOptions>().BindConfiguration(PlatformOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddOptions<ConnectionBudget>().BindConfiguration(ConnectionBudget.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        // The api's own setting, under the same name: what it may open at most.
        builder.Services.AddOptions<TenantPoolOptions>().BindConfiguration(TenantPoolOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<PostgresServer>();
        builder.Services.AddSingleton<PlatformReadiness>();
        builder.Services.AddSingleton<TenantRows>();
        builder.Services.AddSingleton<AcceptedSpecs>();
        builder.Services.AddSingleton<TenantRound>();
        builder.Services.AddHostedService<PlatformPreparation>();
        builder.Services.AddSingleton<ServerDurability>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ServerDurability>());
        builder.Services.AddSingleton<ReachableDatabases>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReachableDatabases>());
    }
}
