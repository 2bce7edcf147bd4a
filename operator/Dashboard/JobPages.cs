using System.Diagnostics.CodeAnalysis;
using Hangfire.Dashboard;
using IdBellen.Operator.Jobs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Operator.Dashboard;

/// <summary>Hangfire's dashboard, for signed-in people, who are always platform admins.</summary>
internal sealed class JobPages(JobServer jobs)
{
    public const string Path = "/jobs";

    private const int LongestReturn = 500;

    private static readonly Hangfire.DashboardOptions Pages = new()
    {
        // Hangfire's default allows all local requests, and behind a proxy in the pod every request is local.
        Authorization = [new SignedInOnly()],
        AppPath = SignOutPage.Path,
        DashboardTitle = "IdBellen",
        DisplayStorageConnectionString = false,
    };

    public async Task ServeAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            await AskAsync(context);
            return;
        }
        if (jobs.Storage is not { } storage)
        {
            await PlainPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The jobs are not running yet",
                "The platform database is unreachable. Reload the page in a moment.");
            return;
        }
        await new AspNetCoreDashboardMiddleware(_ => Task.CompletedTask, storage, Pages, DashboardRoutes.Routes,
            finalizeWhenNotFound: true).Invoke(context);
    }

    [SuppressMessage("Design", "CA1031",
        Justification = "Whatever is wrong with the provider's discovery document, the admin must read that it is the provider.")]
    private static async Task AskAsync(HttpContext context)
    {
        // The page's own questions in the background get no redirect, which they could not follow.
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            var page = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
            // It is part of headers, which proxies limit.
            if (page.Length > LongestReturn) page = Path;
            await context.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = page });
        }
        catch (Exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await PlainPage.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "Signing in is unavailable",
                "The OpenID provider (Dashboard__Authority) does not answer as it should. Reload the page in a moment.");
        }
    }

    /// <summary>Asked once more where Hangfire asks.</summary>
    private sealed class SignedInOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().User.Identity is { IsAuthenticated: true };
    }
}
