namespace IdBellen.Operator.Jobs;

internal static class JobServiceCollectionExtensions
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobUpkeep>();
        builder.Services.AddSingleton<JobServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobServer>());
    }
}
