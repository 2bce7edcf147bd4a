using IdBellen.Api.Identity.SignIn.RelyingParty;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Identity.SignIn.Pages;

/// <summary>Starts a sign-in by redirecting to the provider, or reports that the provider does not respond or refuses the client.</summary>
internal sealed partial class BeginModel(
    IOptionsMonitor<OpenIdConnectOptions> options, CurrentTenant tenant, ILogger<BeginModel> logger) : PageModel
{
    private const int LongestReturn = 150;

    /// <summary>The path of this origin to return to, of at most 150 characters with non-ASCII escaped; otherwise <c>/</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Get(SchemeNames.OpenIdConnect).ConfigurationManager is ProviderDiscovery provider)
                await provider.GetFreshAsync(cancellationToken);
            // Not as an action result, because the challenge may call the provider (RFC 9126) and fail.
            await HttpContext.ChallengeAsync(SchemeNames.OpenIdConnect,
                new AuthenticationProperties { RedirectUri = LocalOrRoot(ReturnUrl) });
            return new EmptyResult();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !Response.HasStarted)
        {
            LogUnavailable(logger, tenant.Value.Name, new SafeFault(fault));
            return new PageResult { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }
    }

    // Only a path of this origin, to prevent open redirects. Short and without characters that are invalid in headers, because the sign-in
    // carries it in headers.
    private static string LocalOrRoot(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] && !returnUrl.Any(char.IsControl)
            && Ascii(returnUrl) is { Length: <= LongestReturn } local
            ? local : "/";

    private static string Ascii(string address) => string.Concat(
        address.EnumerateRunes().Select(static rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in to {Municipality}: its OpenID provider does not respond, or "
        + "refuses the client ({Fault})")]
    private static partial void LogUnavailable(ILogger logger, string municipality, SafeFault fault);
}
