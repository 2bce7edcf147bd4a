using IdBellen.Operator.Jobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// A separate web server inside the operator, so that sign-in is kept apart from the unauthenticated health and metrics endpoints. Not
/// started without configuration.
/// </summary>
internal sealed class DashboardServer(
    IOptions<DashboardOptions> options, JobServer jobs, AdminSessions sessions, TimeProvider time, ILoggerFactory loggers)
        : IHostedService, IAsyncDisposable
{
    private WebApplication? app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsWanted) return;
        app = Build(options.Value);
        await app.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (app is not null) await app.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private WebApplication Build(DashboardOptions settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(settings.Listen);
        // Shared with the operator, which outlives this server.
        builder.Services.AddSingleton(loggers).AddSingleton(time).AddSingleton(sessions).AddSingleton(settings);
        // Otherwise the framework creates an unused key ring at startup and stores it in a file.
        builder.Services.AddDataProtection().DisableAutomaticKeyGeneration();
        builder.Services.AddSingleton<IDataProtectionProvider, SecretDataProtection>();
        builder.Services.AddAdminSignIn(settings);

        var built = builder.Build();
        built.UsePageHeaders(settings);
        built.UseOneOrigin(settings);
        built.UsePlainFaults();
        built.UseAuthentication();
        built.MapWhen(context => context.Request.Path == SignOutPage.Path, branch => branch.Run(SignOutPage.ServeAsync));
        built.Map(JobPages.Path, branch => branch.Run(new JobPages(jobs).ServeAsync));
        built.Run(context => PlainPage.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing here",
            $"The jobs are at <a href=\"{JobPages.Path}\">{JobPages.Path}</a>."));
        return built;
    }
}
