using IdBellen.Api.Audit;
using IdBellen.Api.Calls;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Evaluation;
using IdBellen.Api.Events;
using IdBellen.Api.GraphQL;
using IdBellen.Api.Health;
using IdBellen.Api.Irma;
using IdBellen.Api.Logs;
using IdBellen.Api.Metrics;
using IdBellen.Api.Pages;
using IdBellen.Api.Replicas;
using IdBellen.Api.Retention;
using IdBellen.Api.Sessions;
using IdBellen.Api.SignIn;
using IdBellen.Api.SignIn.Provider;
using IdBellen.Api.SignIn.Throttle;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Retention;
using Microsoft.AspNetCore.HttpOverrides;

namespace IdBellen.Api;

/// <summary>Puts the api together. Tests run it in their own process.</summary>
public static class ApiHost
{
    /// <param name="args">Command line; configuration comes from the environment too.</param>
    /// <param name="configure">Last word on services and configuration.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RetentionLines());
        builder.Logging.AddLogFloor();
        configure?.Invoke(builder);
        var hosting = builder.Configuration.GetSection(HostingOptions.Section).Get<HostingOptions>() is { BaseDomain.Length: > 0 } given
            ? given
            : throw new InvalidOperationException("Set Hosting__BaseDomain to the domain of the municipalities' hosts.");
        builder.Services.AddSingleton(hosting)
            .AddReplicaReport()
            .AddTenants(builder.Configuration)
            .AddEvents(builder.Configuration)
            .AddSessions(builder.Configuration)
            .AddCalls()
            .AddEvaluation(builder.Configuration)
            .AddRetention()
            .AddSignIn(builder.Configuration, hosting)
            .AddGraphQLServer(builder.Configuration)
            .AddPages(builder.Configuration)
            .AddMetrics(builder.Configuration);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor;
            // As many as there are proxies that we trust; the first that we don't ends it.
            forwarded.ForwardLimit = null;
            foreach (var network in hosting.TrustedProxies) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });

        var app = builder.Build();
        app.UseMetrics();
        app.UseForwardedHeaders();
        app.UseHealth();
        app.UseMiddleware<TenantMiddleware>();
        app.UseWidget();
        app.UsePageSecurity();
        app.UsePages();
        app.UseNoStore();
        app.UseMiddleware<SignInThrottle>();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<CallerMiddleware>();
        app.UseWebSockets();
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapProvider();
        app.MapIrmaCallback();
        app.MapCallLinks();
        app.MapAccessLog();
        app.MapEvaluationFile();
        app.MapGraphQLEndpoint();
        return app;
    }
}
