using Hangfire;
using IdBellen.Operator.Jobs;

namespace IdBellen.Operator.Pilots;

internal static class PilotServiceCollectionExtensions
{
    public static void AddPilots(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PilotEndJob>();
        builder.Services.AddSingleton(
            ScheduledJob.Of<PilotEndJob>("end-of-pilots", Cron.Minutely(), job => job.RunAsync(CancellationToken.None)));
    }
}
