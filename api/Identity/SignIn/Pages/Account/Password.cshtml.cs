using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Platform.Tenants;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>The owner of an account sets a password with a one-time link, whose secret a script takes from the fragment.</summary>
internal sealed class PasswordModel(SetPassword setPassword, CurrentTenant current, PageLanguage language) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    public string? Problem { get; private set; }

    /// <summary>The link does not work, or not for this address.</summary>
    public bool IsLinkWrong { get; private set; }

    /// <summary>Another password has to be chosen.</summary>
    public bool IsPasswordWrong => Problem is not null && !IsLinkWrong;

    public bool Done { get; private set; }

    public IActionResult OnGet() => current.Value.Policy.SignIn is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await setPassword.ExecuteAsync(Email ?? "", Link ?? "", Password ?? "", cancellationToken);
        Done = outcome == SetPasswordOutcome.Done;
        IsLinkWrong = !outcome.LinkWorks;
        var texts = language.Texts.Password;
        Problem = outcome switch
        {
            { LinkWorks: false } => texts.LinkRefused,
            { Password: PasswordVerdict.TooShort } => texts.TooShort,
            { Password: PasswordVerdict.TooLong } => texts.TooLong,
            { Password: PasswordVerdict.TooCommon } => texts.TooCommon,
            { Password: PasswordVerdict.OwnNames } => texts.OwnNames,
            _ => null,
        };
        return Page();
    }
}
