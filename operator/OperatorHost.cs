using IdBellen.Operator.AccessLog;
using IdBellen.Operator.Dashboard;
using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Jobs;
using IdBellen.Operator.Metrics;
using IdBellen.Operator.Municipalities;
using IdBellen.Operator.Pilots;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Retention;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Operator;

/// <summary>Composes the operator.</summary>
internal static class OperatorHost
{
    /// <param name="args">Settings on the command line, such as <c>--urls</c>.</param>
    /// <param name="configure">Changes settings and services last.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RetentionSwitches());
        builder.Logging.AddLogFloor();
        builder.AddPlatform();
        builder.AddMunicipalities();
        builder.AddJobs();
        builder.AddRetention();
        builder.AddPilots();
        builder.AddAccessLog();
        builder.AddEvaluation();
        builder.AddOperatorMetrics();
        builder.AddDashboard();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapHealth();
        app.MapOperatorMetrics();
        return app;
    }
}
