using IdBellen.Api.SignIn.RelyingParty;
using IdBellen.Api.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.SignIn.Pages;

/// <summary>Where a sign-in begins: it leads to the provider; when that does not answer, or refuses us, it says so.</summary>
public sealed partial class BeginModel(IOptionsMonitor<OpenIdConnectOptions> options, CurrentTenant tenant, ILogger<BeginModel> logger) : PageModel
{
    /// <summary>Where the browser is to go afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Get(SchemeNames.OpenIdConnect).ConfigurationManager is ProviderDiscovery provider) await provider.GetFreshAsync(cancellationToken);
            // Here and not as a result, because it may ask the provider too (RFC 9126), and be refused.
            await HttpContext.ChallengeAsync(SchemeNames.OpenIdConnect, new AuthenticationProperties { RedirectUri = LocalOrRoot(ReturnUrl) });
            return new EmptyResult();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !Response.HasStarted)
        {
            LogUnavailable(logger, tenant.Value.Name, (fault.InnerException ?? fault).GetType().Name);
            return new PageResult { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }
    }

    // Only a path of this origin: anything else would make us an open redirect.
    private static string LocalOrRoot(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] && !returnUrl.Any(char.IsControl) ? returnUrl : "/";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in to {Municipality}: its OpenID provider does not answer, or refuses us ({Fault})")]
    private static partial void LogUnavailable(ILogger logger, string municipality, string fault);
}
