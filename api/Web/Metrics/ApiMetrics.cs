using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Platform.Retention;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Tenancy.Settings;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace IdBellen.Api.Web.Metrics;

/// <summary><c>/metrics</c> in the text format of Prometheus, on a separate port, because the other one is public.</summary>
internal sealed record MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>A port that the server listens on, 1 to 65535, and on which nothing else is answered. Absent: no metrics.</summary>
    [SettingRange(1, 65535)]
    public int? Port { get; init; }
}

internal static class ApiMetrics
{
    private const string Path = "/metrics";

    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("System.Runtime", CallMetrics.MeterName, SweepMetrics.MeterName,
            ResultMetrics.MeterName).AddPrometheusExporter());
        return services;
    }

    /// <summary>Register it before anything that depends on the host, because a scraper uses a pod's address.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Port is not { } port) return;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Connection.LocalPort == port && context.Request.Path == Path);
        app.MapWhen(context => context.Connection.LocalPort == port, branch => branch.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
    }
}
