using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Web.Pages;

/// <summary>The folders of the built front ends.</summary>
internal sealed record PagesOptions
{
    public const string Section = "Pages";

    /// <summary>The folder of the agents' page; relative to the program's own folder.</summary>
    [Required(ErrorMessage = "Set Pages__AgentUi to the folder of the agents' page.")]
    public string AgentUi { get; init; } = "pages/agent-ui";

    /// <summary>The folder of the widget.</summary>
    [Required(ErrorMessage = "Set Pages__Widget to the folder of the widget.")]
    public string Widget { get; init; } = "pages/widget";

    /// <summary>The folder of the citizens' page on the municipality's own origin.</summary>
    [Required(ErrorMessage = "Set Pages__StartPage to the folder of the citizens' page.")]
    public string StartPage { get; init; } = "pages/start-page";
}

/// <summary>
/// The agents' page at the root of each municipality's origin and, with the check of a phone, at <c>/telefoon</c>; the citizens' at
/// <c>/bel</c> and <c>/i</c>, and the widget's script for municipal pages.
/// </summary>
internal static class PageFiles
{
    // The base path in the start page's build.
    private static readonly PathString StartPage = "/start-page";

    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PagesOptions>().Bind(configuration.GetSection(PagesOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The files are served as long as the process runs.")]
    public static void UseWidget(this WebApplication app)
    {
        if (Folder(app.Services.GetRequiredService<IOptions<PagesOptions>>().Value.Widget) is not { } widget) return;
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
        var options = app.Services.GetRequiredService<IOptions<PagesOptions>>().Value;
        if (Folder(options.StartPage) is { } startPage)
        {
            app.Use((context, next) =>
            {
                if (IsStartPage(context.Request.Path)) context.Request.Path = StartPage.Add("/index.html");
                return next(context);
            });
            app.UseStaticFiles(
                new StaticFileOptions { FileProvider = startPage, RequestPath = StartPage, OnPrepareResponse = NoStore.OfPages });
        }
        if (Folder(options.AgentUi) is { } agentUi)
        {
            app.Use((context, next) =>
            {
                if (IsPhoneCheck(context.Request.Path)) context.Request.Path = "/index.html";
                return next(context);
            });
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = agentUi });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = agentUi, OnPrepareResponse = NoStore.OfPages });
        }
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Folder("wwwroot") });
    }

    // A call, and the invitation that an agent reads out: short, because people type it.
    private static bool IsStartPage(PathString path) =>
        path.Equals("/bel", StringComparison.OrdinalIgnoreCase) || path.Equals("/i", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is an address of the agents' page.</summary>
    public static bool IsAgentUi(PathString path) =>
        path.Equals("/", StringComparison.Ordinal) || path.Equals("/index.html", StringComparison.OrdinalIgnoreCase) || IsPhoneCheck(path);

    // An address that ICT can type.
    private static bool IsPhoneCheck(PathString path) => path.Equals("/telefoon", StringComparison.OrdinalIgnoreCase);

    private static PhysicalFileProvider? Folder(string path)
    {
        var full = Path.GetFullPath(path, AppContext.BaseDirectory);
        return Directory.Exists(full) ? new PhysicalFileProvider(full) : null;
    }
}
