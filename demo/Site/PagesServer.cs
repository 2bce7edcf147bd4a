using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Loopback;
using IdBellen.Demo.Municipalities;
using IdBellen.Demo.MunicipalPages;
using IdBellen.Demo.Pages;
using IdBellen.Demo.Settings;
using IdBellen.Demo.Telephone;
using IdBellen.Demo.Wallet;
using k8s;
using Microsoft.AspNetCore.DataProtection;

namespace IdBellen.Demo.Site;

/// <summary>The pages as a web application of their own: index, municipal pages, wallet, telephone.</summary>
internal static class PagesServer
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <param name="irma">The services of the stand-in IRMA server, whose waiting sessions the wallet can "scan"; null when it is
    /// off.</param>
    public static WebApplication Build(string[] args, DemoSettings settings, IServiceProvider? irma, TimeProvider time)
    {
        var builder = LoopbackListener.CreateBuilder(args, settings.PagesUrl);
        builder.Services.AddRazorComponents();
        // Razor brings data protection along; nothing here needs keys that outlive the process.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services
            .AddSingleton(time)
            .AddSingleton(SchemeCatalogue.Load())
            .AddSingleton(settings.People)
            .AddSingleton(new ScannableSessions(irma?.GetRequiredService<SessionStore>()))
            .AddSingleton(_ => LocalhostHttp.Create(RequestTimeout))
            .AddSingleton<IMunicipalityDirectory>(_ => DirectoryFor(settings))
            .AddSingleton<IrmaApp>()
            .AddSingleton<AppSessions>()
            .AddSingleton<WaitingSessions>()
            .AddSingleton<ExchangeClient>()
            .AddSingleton<LiveCalls>();

        var app = builder.Build();
        app.Use(SecurityHeaders.InvokeAsync);
        app.Use(SameOriginPosts.InvokeAsync);
        app.UseRouting();
        app.MapAssets();
        app.MapMunicipalPages();
        app.MapWallet();
        app.MapTelephone(settings.Softphone);
        return app;
    }

    // Municipalities in the settings take precedence over the cluster, so that the demo can run with an api without Kubernetes.
    private static IMunicipalityDirectory DirectoryFor(DemoSettings settings) =>
        settings.Municipalities is not null ? new ConfiguredDirectory(settings.Municipalities)
        : Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 }
            ? new KubernetesDirectory(settings.Namespace, KubernetesClientConfiguration.BuildDefaultConfig)
        : new NoDirectory();
}
