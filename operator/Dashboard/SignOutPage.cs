using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace IdBellen.Operator.Dashboard;

/// <summary>Asks for confirmation, so that a link alone cannot sign anybody out.</summary>
internal static class SignOutPage
{
    public const string Path = "/sign-out";

    public static async Task ServeAsync(HttpContext context)
    {
        var forms = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (context.User.FindFirst(AdminSignIn.SessionClaim) is not { } key)
            await PlainPage.WriteAsync(context, StatusCodes.Status200OK, "You are signed out", "Close the browser if others use it: you "
                + $"may still be signed in at your identity provider. <a href=\"{JobPages.Path}\">Sign in</a>.");
        else if (!HttpMethods.IsPost(context.Request.Method))
            await AskAsync(context, forms.GetAndStoreTokens(context));
        else if (!await forms.IsRequestValidAsync(context))
            await PlainPage.WriteAsync(context, StatusCodes.Status403Forbidden, "The request came from another page",
                $"You are still signed in. <a href=\"{Path}\">Sign out</a>.");
        else
        {
            await context.RequestServices.GetRequiredService<AdminSessions>().EndAsync(key.Value, context.RequestAborted);
            await context.SignOutAsync();
            context.Response.Redirect(Path);
        }
    }

    private static Task AskAsync(HttpContext context, AntiforgeryTokenSet token) => PlainPage.WriteAsync(
        context, StatusCodes.Status200OK, "Sign out?",
        $"""
        <form method="post" action="{Path}"><input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}"><button>Sign out</button></form>
        <a href="{JobPages.Path}">Back to the jobs</a>
        """);
}
