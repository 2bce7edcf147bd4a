using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdBellen.Api.Identity.SignIn.Pages.Account;

/// <summary>
/// Shown after a sign-in at the municipality's own provider that gives no role here. Lists the names of received and expected claims, for
/// the administrator of the provider; never a claim's value.
/// </summary>
internal sealed class NoRoleModel(CurrentActor actor, CurrentTenant current, SignedInSessions sessions) : PageModel
{
    public MissingRole? Missing { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (current.Value.Policy.SignIn is not { } own) return NotFound();
        if (actor.Value is not Actor.Person person) return LocalRedirect("/sign-in");
        if (person.IsAgent || person.IsAdmin) return LocalRedirect("/");
        if (await sessions.IdTokenAsync(person.SessionId, cancellationToken) is { } token)
            Missing = RoleClaim.Read(token, own.RoleClaim).Explain(own.AgentRole, own.AdminRole);
        return Page();
    }
}
