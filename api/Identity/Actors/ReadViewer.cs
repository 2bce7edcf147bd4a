using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Actors;

/// <summary>Reads the signed-in person; null when nobody is signed in.</summary>
internal sealed class ReadViewer(CurrentActor actor, TenantDbContext database)
{
    public async Task<Viewer?> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Value is not Actor.Person person) return null;
        // An agent without an open page is not on a break.
        var onBreak = person.IsAgent
            && await database.AgentPresences.AnyAsync(row => row.AccountId == person.AccountId && !row.Available, cancellationToken);
        return Viewer.Of(person, person.IsAgent && !onBreak);
    }
}
