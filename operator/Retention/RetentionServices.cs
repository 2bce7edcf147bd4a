using IdBellen.Tenancy.Retention;

namespace IdBellen.Operator.Retention;

public static class RetentionServices
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantPurge>();
        builder.Services.AddScoped<RetentionJob>();
        builder.Services.AddSingleton<JobServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobServer>());
    }
}
