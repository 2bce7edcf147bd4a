using Hangfire;
using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Operator.Retention;

internal static class RetentionServiceCollectionExtensions
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantPurge>();
        builder.Services.AddScoped<RetentionJob>();
        builder.Services.AddSingleton(ScheduledJob.Of<RetentionJob>("purge", Cron.Minutely(), job => job.RunAsync(CancellationToken.None)));
    }
}
