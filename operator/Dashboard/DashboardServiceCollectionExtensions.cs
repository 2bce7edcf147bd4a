namespace IdBellen.Operator.Dashboard;

/// <summary>Registers the dashboard of the jobs, a separate web server that starts only if its options are set.</summary>
internal static class DashboardServiceCollectionExtensions
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<AdminSessions>();
        builder.Services.AddHostedService<DashboardServer>();
    }
}
