using IdBellen.Api.Agents.Passwords;
using IdBellen.Api.Tenants;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.SignIn.Pages.Account;

/// <summary>The built-in provider asks who is there. All refusals look the same.</summary>
public sealed class SignInModel(CheckPassword check, SignInManager<Tenancy.TenantDatabase.Account> signIn, CurrentTenant current) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet() => current.Value.Spec.SignIn is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (current.Value.Spec.SignIn is not null) return NotFound();
        if (await check.ExecuteAsync(Email ?? "", Password ?? "", cancellationToken) is { } account)
        {
            await signIn.SignInAsync(account, isPersistent: false);
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }
        Problem = "E-mailadres of wachtwoord klopt niet. Na vijf keer fout moet u vijf minuten wachten.";
        return Page();
    }
}
