using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.FileProviders;

namespace IdBellen.Api.Pages;

/// <summary>Where the built front ends lie.</summary>
public sealed record PagesOptions
{
    public const string Section = "Pages";

    /// <summary>The folder of the agents' page; relative to the program's own folder.</summary>
    public string AgentUi { get; init; } = "pages/agent-ui";

    /// <summary>The folder of the widget.</summary>
    public string Widget { get; init; } = "pages/widget";

    /// <summary>The folder of the citizens' page on the municipality's own origin.</summary>
    public string StartPage { get; init; } = "pages/start-page";
}

/// <summary>The agents' page at the root of each municipality's origin, the citizens' at <c>/bel</c> and <c>/i</c>, and the widget's script for municipal pages.</summary>
public static class PageFiles
{
    // What the start page's build was given as its base.
    private static readonly PathString StartPage = "/start-page";

    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(configuration.GetSection(PagesOptions.Section).Get<PagesOptions>() ?? new PagesOptions());

    [SuppressMessage("Reliability", "CA2000", Justification = "The files are served as long as the process runs.")]
    public static void UseWidget(this WebApplication app)
    {
        if (Folder(app.Services.GetRequiredService<PagesOptions>().Widget) is not { } widget) return;
        // Municipal pages load it from their own origin, with subresource integrity: that needs CORS.
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = widget,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.AccessControlAllowOrigin = "*";
                file.Context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                file.Context.Response.Headers.XContentTypeOptions = "nosniff";
            },
        });
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The files are served as long as the process runs.")]
    public static void UsePages(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<PagesOptions>();
        if (Folder(options.StartPage) is { } startPage)
        {
            app.Use((context, next) =>
            {
                if (IsStartPage(context.Request.Path)) context.Request.Path = StartPage.Add("/index.html");
                return next(context);
            });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = startPage, RequestPath = StartPage, OnPrepareResponse = NoStore.OfPages });
        }
        if (Folder(options.AgentUi) is { } agentUi)
        {
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = agentUi });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = agentUi, OnPrepareResponse = NoStore.OfPages });
        }
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Folder("wwwroot") });
    }

    // A call, and the invitation that an agent reads out: short, because people type it.
    private static bool IsStartPage(PathString path) => path.Equals("/bel", StringComparison.OrdinalIgnoreCase) || path.Equals("/i", StringComparison.OrdinalIgnoreCase);

    private static PhysicalFileProvider? Folder(string path)
    {
        var full = Path.GetFullPath(path, AppContext.BaseDirectory);
        return Directory.Exists(full) ? new PhysicalFileProvider(full) : null;
    }
}
