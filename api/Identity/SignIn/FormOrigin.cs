using Microsoft.AspNetCore.Antiforgery;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>
/// Checks that a posted form comes from one of our own pages: by the <c>Origin</c> header, which pages cannot forge (Fetch standard), or by
/// an antiforgery token if it is absent. A token alone would refuse the first of two tabs opened at once, which share one cookie.
/// </summary>
/// <param name="tokens">The framework's.</param>
internal sealed class FormOrigin(IAntiforgery tokens) : IAntiforgery
{
    /// <summary>In place of the framework's, which <c>AddAntiforgery</c> has registered before.</summary>
    public static void Register(IServiceCollection services)
    {
        var framework = services.Last(static service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.AddSingleton<IAntiforgery>(
            provider => new FormOrigin((IAntiforgery)ActivatorUtilities.CreateInstance(provider, framework)));
    }

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => tokens.GetAndStoreTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => tokens.GetTokens(httpContext);

    public void SetCookieTokenAndHeader(HttpContext httpContext) => tokens.SetCookieTokenAndHeader(httpContext);

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => IsOurs(httpContext) switch
    {
        { } decided => Task.FromResult(decided),
        null => tokens.IsRequestValidAsync(httpContext),
    };

    public Task ValidateRequestAsync(HttpContext httpContext) => IsOurs(httpContext) switch
    {
        true => Task.CompletedTask,
        false => throw new AntiforgeryValidationException("The form is of a page of another origin."),
        null => tokens.ValidateRequestAsync(httpContext),
    };

    private static bool? IsOurs(HttpContext context) => context.Request.Headers.Origin switch
    {
        [] => null,
        [{ } origin] => origin == $"{context.Request.Scheme}://{context.Request.Host}",
        _ => false,
    };
}
