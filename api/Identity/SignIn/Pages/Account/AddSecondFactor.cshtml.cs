using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>
/// Lets a signed-in person add a second factor where it is optional. Asks for the password again, so that someone at an unattended browser
/// cannot lock its owner out.
/// </summary>
internal sealed class AddSecondFactorModel(
    CurrentActor actor, CheckPassword check, FirstFactor first, CurrentTenant current, TenantDbContext database, PageLanguage language)
        : PageModel
{
    private const string Address = "/account/second-factor/add";

    [BindProperty]
    public string? Password { get; set; }

    public string? Problem { get; private set; }

    public bool AlreadySet { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        ForOwnerAsync(_ => Task.FromResult<IActionResult>(Page()), cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        async account =>
        {
            if (await check.ExecuteAsync(account.Email!, Password ?? "",
                cancellationToken) is not { SecondFactorSealed: null } checkedAccount)
            {
                Problem = language.Texts.Add.Refused;
                return Page();
            }
            await first.BeginAsync(checkedAccount, "/");
            return RedirectToPage("/Account/SetUpSecondFactor");
        },
        cancellationToken);

    private async Task<IActionResult> ForOwnerAsync(
        Func<IdBellen.Tenancy.TenantDatabase.Account, Task<IActionResult>> act, CancellationToken cancellationToken)
    {
        if (current.Value.Policy.SignIn is not null) return NotFound();
        if (actor.Value is not Actor.Person person) return LocalRedirect($"/sign-in?returnUrl={Address}");
        var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == person.AccountId, cancellationToken);
        AlreadySet = account.SecondFactorSealed is not null;
        return AlreadySet ? Page() : await act(account);
    }
}
