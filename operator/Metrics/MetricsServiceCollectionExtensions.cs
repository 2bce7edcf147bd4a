using IdBellen.Operator.Runtime;
using OpenTelemetry.Metrics;

namespace IdBellen.Operator.Metrics;

/// <summary><c>/metrics</c>, in the text format of Prometheus.</summary>
public static class MetricsServices
{
    public static void AddOperatorMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReconcileMetrics>();
        builder.Services.AddSingleton<TenantAges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TenantAges>());
        builder.Services.AddSingleton<MunicipalityMetrics>();
        builder.Services.AddSingleton<DurabilityMetrics>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            // Memory, processor time and threads of the process itself.
            .AddMeter("System.Runtime", ReconcileMetrics.MeterName, MunicipalityMetrics.MeterName, DurabilityMetrics.MeterName)
            .AddPrometheusExporter());
    }

    public static void MapOperatorMetrics(this WebApplication app)
    {
        // Gauges are read when somebody scrapes, so nobody else would make them; not before the start, which tells of wrong settings.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            app.Services.GetRequiredService<MunicipalityMetrics>();
            app.Services.GetRequiredService<DurabilityMetrics>();
        });
        app.MapPrometheusScrapingEndpoint();
    }
}
