using IdBellen.Demo.Irma.App;
using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Loopback;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Irma;

/// <summary>The web application of the stand-in IRMA server.</summary>
internal static class IrmaServer
{
    private const long MaxBodyBytes = 10 << 20;
    private static readonly TimeSpan CallbackTimeout = TimeSpan.FromSeconds(20);

    public static WebApplication Build(string[] args, IrmaSettings settings, DemoPeople people, TimeProvider time)
    {
        var builder = LoopbackListener.CreateBuilder(args, settings.Url);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(time)
            .AddSingleton(_ => SigningKey.Load(settings.KeyFile))
            .AddSingleton(new ListeningAddress(settings.Url))
            .AddSingleton(SchemeCatalogue.Load())
            .AddSingleton(people)
            .AddSingleton(_ => LocalhostHttp.Create(CallbackTimeout))
            .AddSingleton<ResultJwt>()
            .AddSingleton<ResultCallback>()
            .AddSingleton<SessionStore>()
            .AddSingleton<SessionStarter>()
            .AddSingleton<StatusStream>()
            .AddSingleton<ProofVerification>()
            .AddSingleton<NextSession>()
            .AddHostedService<SessionSweep>();

        var app = builder.Build();
        app.Use(OpenCors.InvokeAsync);
        app.Use(UnknownPaths.InvokeAsync);
        app.UseRouting();
        app.MapIrma();
        // Loads the key file now: an unusable one must stop the start.
        app.Services.GetRequiredService<SigningKey>();
        return app;
    }

    /// <summary>Starts listening and passes the actual port to the sessions.</summary>
    /// <returns>The address of the server, with its real port.</returns>
    public static async Task<Uri> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<ListeningAddress>();
        address.TookPort(LoopbackListener.PortOf(app));
        return address.Url;
    }
}
