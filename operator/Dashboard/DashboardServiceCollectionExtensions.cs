namespace IdBellen.Operator.Dashboard;

public static class DashboardServices
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AdminSessions>();
        builder.Services.AddHostedService<DashboardServer>();
    }
}
