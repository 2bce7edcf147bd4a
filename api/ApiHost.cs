using IdBellen.Api.Disclosure;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Identity;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.SignIn;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Api.Identity.SignIn.Throttle;
using IdBellen.Api.Platform;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Phones;
using IdBellen.Api.Web;
using IdBellen.Api.Web.Edge;
using IdBellen.Api.Web.Evaluation;
using IdBellen.Api.Web.GraphQL;
using IdBellen.Api.Web.Health;
using IdBellen.Api.Web.Metrics;
using IdBellen.Api.Web.Pages;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace IdBellen.Api;

/// <summary>Composes the api. Tests run it in their own process.</summary>
internal static class ApiHost
{
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);

    /// <param name="args">Command line; configuration comes from the environment too.</param>
    /// <param name="configure">Last word on services and configuration.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A client that sends its headers by drops holds a connection no longer.
            kestrel.Limits.RequestHeadersTimeout = HeadersTime;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RetentionSwitches());
        builder.Logging.AddLogFloor();
        configure?.Invoke(builder);
        var hosting = ReadSettings.Of<HostingOptions>(builder.Configuration, HostingOptions.Section);
        builder.Services.AddSingleton(hosting)
            .AddPlatform(builder.Configuration)
            .AddIdentity(builder.Configuration, hosting)
            .AddDisclosure(builder.Configuration)
            .AddTelephony(builder.Configuration)
            .AddWeb(builder.Configuration);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor;
            // No limit on the number of trusted proxies; the first untrusted address ends the chain.
            forwarded.ForwardLimit = null;
            foreach (var network in hosting.TrustedProxies) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });

        var app = builder.Build();
        app.UseMetrics();
        app.UseForwardedHeaders();
        app.UseEdge();
        app.UseHealth();
        app.UseMiddleware<TenantMiddleware>();
        app.UseWidget();
        app.UsePageSecurity();
        app.UsePages();
        app.UseNoStore();
        app.UseMiddleware<SignInThrottle>();
        app.UseMiddleware<RequestRules>();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<ActorMiddleware>();
        app.UseWebSockets();
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapProvider();
        app.MapIrmaCallback();
        app.MapPhone();
        app.MapCallLinks();
        app.MapLargeAttributes();
        app.MapAccessLog();
        app.MapEvaluationFile();
        app.MapGraphQLEndpoint();
        return app;
    }
}
