using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.SignIn.Pages.Account;

/// <summary>The built-in provider asks who is there. Unknown address, wrong password and lock-out look the same.</summary>
public sealed class SignInModel(SignInManager<Tenancy.TenantDatabase.Account> signIn, UserManager<Tenancy.TenantDatabase.Account> accounts, CurrentTenant current) : PageModel
{
    // A hash to check against when there is no such account, so that the answer takes as long.
    private static readonly string DecoyHash =
        new PasswordHasher<Tenancy.TenantDatabase.Account>().HashPassword(new() { DisplayName = "" }, Guid.NewGuid().ToString());

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet() => current.Value.Spec.SignIn is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (current.Value.Spec.SignIn is not null) return NotFound();
        var account = await accounts.FindByNameAsync(Email?.Trim() ?? "");
        if (account is null)
        {
            new PasswordHasher<Tenancy.TenantDatabase.Account>().VerifyHashedPassword(new() { DisplayName = "" }, DecoyHash, Password ?? "");
        }
        else if ((await signIn.PasswordSignInAsync(account, Password ?? "", isPersistent: false, lockoutOnFailure: true)).Succeeded)
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }
        Problem = "E-mailadres of wachtwoord klopt niet. Na vijf keer fout moet u vijf minuten wachten.";
        return Page();
    }
}
