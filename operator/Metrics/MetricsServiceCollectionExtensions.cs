using System.Diagnostics.Metrics;
using IdBellen.Kubernetes.Controllers;
using OpenTelemetry.Metrics;

namespace IdBellen.Operator.Metrics;

/// <summary><c>/metrics</c>, in the text format of Prometheus.</summary>
internal static class MetricsServiceCollectionExtensions
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
        // Meters are selected by name in the whole process. Exclude those of another host in it.
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
        {
            var own = services.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => instrument.Meter.Scope is { } scope && scope != own ? MetricStreamConfiguration.Drop : null);
        });
    }

    public static void MapOperatorMetrics(this WebApplication app)
    {
        // Nothing else creates the gauges, which are read on a scrape. Not before the start, which reports invalid settings.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            app.Services.GetRequiredService<MunicipalityMetrics>();
            app.Services.GetRequiredService<DurabilityMetrics>();
        });
        app.MapPrometheusScrapingEndpoint();
    }
}
