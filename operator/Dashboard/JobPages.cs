using System.Diagnostics.CodeAnalysis;
using Hangfire.Dashboard;
using IdBellen.Operator.Jobs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace IdBellen.Operator.Dashboard;

/// <summary>Hangfire's own pages, for who is signed in; nobody is signed in but platform admins.</summary>
internal sealed class JobPages(JobServer jobs)
{
    public const string Path = "/jobs";

    private static readonly Hangfire.DashboardOptions Pages = new()
    {
        // Hangfire's own rule lets in whoever comes from this machine, and behind a proxy in the pod everybody does.
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
            await PlainPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The jobs do not run yet", "The platform database is not there. Load the page again in a moment.");
            return;
        }
        await new AspNetCoreDashboardMiddleware(_ => Task.CompletedTask, storage, Pages, DashboardRoutes.Routes, finalizeWhenNotFound: true).Invoke(context);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever is wrong with the provider's discovery document, the admin must read that it is the provider.")]
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
            await context.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = page });
        }
        catch (Exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await PlainPage.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "Signing in does not work at the moment",
                "The OpenID provider (Dashboard__Authority) does not answer as it should. Load the page again in a moment.");
        }
    }

    /// <summary>Asked once more where Hangfire asks.</summary>
    private sealed class SignedInOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().User.Identity is { IsAuthenticated: true };
    }
}
