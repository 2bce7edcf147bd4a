using Hangfire;
using IdBellen.Operator.Jobs;

namespace IdBellen.Operator.AccessLog;

public static class AccessLogServices
{
    public static void AddAccessLog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessLogOptions>().BindConfiguration(AccessLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessLogReceiver>();
        services.AddScoped<AccessLogJob>();
        // Without a receiver too: what was scheduled once stays in the job server's tables.
        services.AddSingleton(ScheduledJob.Of<AccessLogJob>("access-log", Cron.Minutely(), job => job.RunAsync(CancellationToken.None)));
    }
}
