using System.Diagnostics.Metrics;
using IdBellen.Kubernetes.Election;
using IdBellen.Telephony.Asterisk.Agents;
using IdBellen.Telephony.Asterisk.Asterisks;
using IdBellen.Telephony.Asterisk.Calls.Entry;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Health;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Logs;
using k8s;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace IdBellen.Telephony.Asterisk;

/// <summary>Composes the worker.</summary>
internal static class WorkerHost
{
    // While nobody serves an Asterisk, its callers may hear nothing. With these, another worker has taken over from one that was killed
    // well within ten seconds; those of Kubernetes' own controllers take seventeen.
    private static readonly Dictionary<string, string?> UsualLease = new(StringComparer.Ordinal)
    {
        [$"{LeadershipOptions.Section}:{nameof(LeadershipOptions.LeaseDuration)}"] = "00:00:06",
        [$"{LeadershipOptions.Section}:{nameof(LeadershipOptions.RenewDeadline)}"] = "00:00:04",
        [$"{LeadershipOptions.Section}:{nameof(LeadershipOptions.RetryPeriod)}"] = "00:00:01",
    };

    /// <param name="args">Settings on the command line, such as <c>--urls</c>.</param>
    /// <param name="configure">Changes settings and services last.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        // Whoever sets something else comes after it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = UsualLease });
        builder.Logging.AddLogFloor();
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        AddOptions(services);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<HostingOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<WatchedNamespaceOptions>>().Value.Connect());
        AddMunicipalities(services);
        AddExchange(services);
        AddCalls(services);
        services.AddHostedService<AsteriskKeeper>();
        services.AddSingleton<TelephoneMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("System.Runtime", TelephoneMetrics.MeterName)
            .AddPrometheusExporter());
        // Meters are selected by name in the whole process. Exclude those of another host in it.
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => instrument.Meter.Scope is { } scope && scope != own ? MetricStreamConfiguration.Drop : null);
        });
        // Connections to calls end at once; the lease needs a moment.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        configure?.Invoke(builder);

        var app = builder.Build();
        // Not before the start, which reports invalid settings.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var book = app.Services.GetRequiredService<CallBook>();
            app.Services.GetRequiredService<TelephoneMetrics>().WatchCalls(
                () => book.All.Select(call => (call.Municipality.Name, call.State)));
        });
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint();
        return app;
    }

    private static void AddOptions(IServiceCollection services)
    {
        Bind<HostingOptions>(services, HostingOptions.Section);
        Bind<WatchedNamespaceOptions>(services, WatchedNamespaceOptions.Section);
        Bind<LeadershipOptions>(services, LeadershipOptions.Section);
        Bind<ApiOptions>(services, ApiOptions.Section);
        Bind<CallTimes>(services, CallTimes.Section);
        Bind<CallLimits>(services, CallLimits.Section);
        Bind<TrunkOptions>(services, TrunkOptions.Section);
        Bind<TelephoneLimits>(services, TelephoneLimits.Section);
        services.AddOptions<AsterisksOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(AsterisksOptions.Section).Bind(options.ByName))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IOptionsChangeTokenSource<AsterisksOptions>>(provider =>
            new ConfigurationChangeTokenSource<AsterisksOptions>(provider.GetRequiredService<IConfiguration>()));
    }

    private static void AddMunicipalities(IServiceCollection services)
    {
        services.AddSingleton<MunicipalityDirectory>();
        services.AddSingleton<ExchangeTokens>();
        services.AddSingleton<MunicipalityWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<MunicipalityWatcher>());
    }

    private static void AddExchange(IServiceCollection services)
    {
        services.AddSingleton(provider => new ExchangeClient(
            ApiConnection.To(Address(provider), isStream: false), provider.GetRequiredService<ExchangeTokens>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AssignmentStream(
            ApiConnection.To(Address(provider), isStream: true), provider.GetRequiredService<ExchangeTokens>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<CallBook>();
        services.AddSingleton<Switchboards>();
        services.AddSingleton<ITelephones, Telephones>();
        services.AddSingleton<CallServices>();
        services.AddSingleton<CallRun>();
        services.AddSingleton<Announcer>();
        services.AddSingleton<Reception>();
        services.AddSingleton<Adoption>();
        services.AddSingleton<PhoneDesk>();
        services.AddSingleton<EventDispatch>();
        services.AddSingleton<AsteriskHealth>();
        services.AddSingleton<AsteriskSession>();
        services.AddHostedService<AssignmentFollower>();
    }

    private static Uri Address(IServiceProvider provider) => provider.GetRequiredService<IOptions<ApiOptions>>().Value.Address!;

    private static void Bind<T>(IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
