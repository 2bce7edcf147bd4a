using Hangfire;
using IdBellen.Operator.Jobs;

namespace IdBellen.Operator.AccessLog;

internal static class AccessLogServiceCollectionExtensions
{
    public static void AddAccessLog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessLogOptions>().BindConfiguration(AccessLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessLogReceiver>();
        services.AddScoped<AccessLogJob>();
        // Even without a receiver, because a job scheduled earlier stays in the job server's tables.
        services.AddSingleton(ScheduledJob.Of<AccessLogJob>("access-log", Cron.Minutely(), job => job.RunAsync(CancellationToken.None)));
    }
}
