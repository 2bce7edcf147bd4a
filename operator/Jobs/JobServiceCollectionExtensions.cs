namespace IdBellen.Operator.Jobs;

public static class JobServices
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobUpkeep>();
        builder.Services.AddSingleton<JobServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobServer>());
    }
}
