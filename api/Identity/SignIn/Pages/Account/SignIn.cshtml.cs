using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Api.Platform.Tenants;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>The sign-in page of the built-in provider. All refusals are identical.</summary>
internal sealed class SignInModel(
    CheckPassword check, FirstFactor first, ProviderTickets tickets, CurrentTenant current, PageLanguage language) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Problem { get; private set; }

    // Only our own authorization requests, to prevent open redirects.
    private bool ReturnsToProvider =>
        ReturnUrl?.StartsWith("/connect/authorize?", StringComparison.Ordinal) == true && !ReturnUrl.Any(char.IsControl);

    public IActionResult OnGet() =>
        current.Value.Policy.SignIn is not null ? NotFound() : ReturnsToProvider ? Page() : LocalRedirect("/sign-in");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (current.Value.Policy.SignIn is not null) return NotFound();
        if (!ReturnsToProvider) return LocalRedirect("/sign-in");
        if (await check.ExecuteAsync(Email ?? "", Password ?? "", cancellationToken) is not { } account)
        {
            Problem = language.Texts.SignIn.Refused;
            return Page();
        }
        if (tickets.NeedsSecondFactor(account))
        {
            await first.BeginAsync(account, ReturnUrl!);
            return RedirectToPage(account.SecondFactorSealed is null ? "/Account/SetUpSecondFactor" : "/Account/SecondFactor");
        }
        await tickets.BeginAsync(account, withSecondFactor: false, ReturnUrl!, cancellationToken);
        return LocalRedirect(ReturnUrl!);
    }
}
