using IdBellen.Api.Identity.SecondFactor;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Tenancy.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>After the password: a code of the authenticator app, or else a recovery code.</summary>
internal sealed class SecondFactorModel(
    FirstFactor first, CheckSecondFactor check, ProviderTickets tickets, PageLanguage language) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Whether the page asks for a recovery code.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await first.FindAsync(cancellationToken) is { Account.SecondFactorSealed: not null } ? Page() : LocalRedirect("/sign-in");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await first.FindAsync(cancellationToken) is not { Account.SecondFactorSealed: not null } passed)
            return LocalRedirect("/sign-in");
        var right = Recovery
            ? await check.ByRecoveryCodeAsync(passed.Account, Code ?? "", cancellationToken)
            : await check.ByAppAsync(passed.Account, Code ?? "", cancellationToken);
        if (!right)
        {
            var texts = language.Texts.SecondFactor;
            Problem = (Recovery ? texts.Recovery : texts.App).Refused;
            return Page();
        }
        await first.EndAsync();
        await tickets.BeginAsync(passed.Account, withSecondFactor: true, passed.ReturnUrl, cancellationToken);
        return LocalRedirect(passed.ReturnUrl);
    }
}
