using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents;

/// <summary>Who is signed in; null when nobody is.</summary>
public sealed class ReadViewer(CurrentCaller caller, TenantDbContext database)
{
    public async Task<Viewer?> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (caller.Value is not Caller.Person person) return null;
        // Who has no page open yet is not on a break.
        var onBreak = person.IsAgent && await database.AgentPresences.AnyAsync(row => row.AccountId == person.AccountId && !row.Available, cancellationToken);
        return Viewer.Of(person, person.IsAgent && !onBreak);
    }
}
