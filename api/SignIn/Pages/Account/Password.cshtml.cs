using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Passwords;
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
        var outcome = await setPassword.ExecuteAsync(Email ?? "", Link ?? "", Password ?? "", cancellationToken);
        Done = outcome == SetPasswordOutcome.Done;
        Problem = outcome switch
        {
            { LinkWorks: false } => "Deze link werkt niet (meer), of hoort bij een ander e-mailadres. Vraag de beheerder om een nieuwe link.",
            { Password: PasswordVerdict.TooShort } => "Kies een wachtwoord van ten minste 12 tekens.",
            { Password: PasswordVerdict.TooLong } => "Kies een wachtwoord van ten hoogste 128 tekens.",
            { Password: PasswordVerdict.TooCommon } => "Dit wachtwoord is te makkelijk te raden. Kies een paar woorden die niet bij elkaar horen.",
            { Password: PasswordVerdict.OwnNames } => "Gebruik niet uw naam, uw e-mailadres of de naam van de gemeente als wachtwoord. Kies een paar andere woorden.",
            _ => null,
        };
        return Page();
    }
}
