using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.Retention;

public static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<TenantPurge>().AddSingleton<SweepTenant>().AddSingleton<SweepMetrics>().AddHostedService<RetentionSweeper>();
}
