using IdBellen.Api.Calls;
using IdBellen.Api.Retention;
using OpenTelemetry.Metrics;

namespace IdBellen.Api.Metrics;

/// <summary><c>/metrics</c> in the text format of Prometheus, on a port of its own: the other one is open to the world.</summary>
public sealed record MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>A port that the server listens on, 1 to 65535, and on which nothing else is answered. Absent: no metrics.</summary>
    public int? Port { get; init; }
}

public static class ApiMetrics
{
    private const string Path = "/metrics";

    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(MetricsOptions.Section).Get<MetricsOptions>() ?? new MetricsOptions());
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("System.Runtime", CallMetrics.MeterName, SweepMetrics.MeterName).AddPrometheusExporter());
        return services;
    }

    /// <summary>Comes before all that looks at the host: a scraper knows a pod's address only.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MetricsOptions>().Port is not { } port) return;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Connection.LocalPort == port && context.Request.Path == Path);
        app.MapWhen(context => context.Connection.LocalPort == port, branch => branch.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
    }
}
