using IdBellen.Api.Agents;
using IdBellen.Api.Tenants;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.SignIn.Pages.Account;

/// <summary>The owner of an account sets a password with a one-time link, whose secret a script takes from the fragment.</summary>
public sealed class PasswordModel(SetPassword setPassword, CurrentTenant current) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    public string? Problem { get; private set; }

    public bool Done { get; private set; }

    public IActionResult OnGet() => current.Value.Spec.SignIn is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        switch (await setPassword.ExecuteAsync(Email ?? "", Link ?? "", Password ?? "", cancellationToken))
        {
            case SetPasswordOutcome.Done:
                Done = true;
                break;
            case SetPasswordOutcome.PasswordTooWeak:
                Problem = "Kies een wachtwoord van ten minste 12 tekens.";
                break;
            default:
                Problem = "Deze link werkt niet (meer), of hoort bij een ander e-mailadres. Vraag de beheerder om een nieuwe link.";
                break;
        }
        return Page();
    }
}
