using IdBellen.Operator.Jobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// A web server of its own inside the operator, so that nothing of the sign-in is where health and metrics are, which nobody signs in for. Without settings there is none.
/// </summary>
public sealed class DashboardServer(
    IOptions<DashboardOptions> options, JobServer jobs, AdminSessions sessions, TimeProvider time, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
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
        // The operator's own, which outlive this.
        builder.Services.AddSingleton(loggers).AddSingleton(time).AddSingleton(sessions).AddSingleton(settings);
        // The framework's own ring would be made at the start, though nobody uses it, and kept as a file.
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
        built.Run(context => PlainPage.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing here", $"The jobs are at <a href=\"{JobPages.Path}\">{JobPages.Path}</a>."));
        return built;
    }
}
