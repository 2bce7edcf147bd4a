using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Passwords;
using IdBellen.Api.SignIn.Pages.Texts;
using IdBellen.Api.SignIn.Provider;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.SignIn.Pages.Account;

/// <summary>
/// Who is signed in and has no second factor asks for one, where it is optional. The password is asked for again: whoever finds a browser
/// unattended must not be able to shut its owner out.
/// </summary>
public sealed class AddSecondFactorModel(
    CurrentCaller caller, CheckPassword check, FirstFactor first, CurrentTenant current, TenantDbContext database, PageLanguage language) : PageModel
{
    private const string Address = "/account/second-factor/add";

    [BindProperty]
    public string? Password { get; set; }

    public string? Problem { get; private set; }

    public bool AlreadySet { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ForOwnerAsync(_ => Task.FromResult<IActionResult>(Page()), cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        async account =>
        {
            if (await check.ExecuteAsync(account.Email!, Password ?? "", cancellationToken) is not { SecondFactorSealed: null } checkedAccount)
            {
                Problem = language.Texts.Add.Refused;
                return Page();
            }
            await first.BeginAsync(checkedAccount, "/");
            return RedirectToPage("/Account/SetUpSecondFactor");
        },
        cancellationToken);

    private async Task<IActionResult> ForOwnerAsync(Func<IdBellen.Tenancy.TenantDatabase.Account, Task<IActionResult>> act, CancellationToken cancellationToken)
    {
        if (current.Value.Spec.SignIn is not null) return NotFound();
        if (caller.Value is not Caller.Person person) return LocalRedirect($"/sign-in?returnUrl={Address}");
        var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == person.AccountId, cancellationToken);
        AlreadySet = account.SecondFactorSealed is not null;
        return AlreadySet ? Page() : await act(account);
    }
}
