using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>The telephones on which these agents take calls.</summary>
internal sealed class AgentTelephones(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <returns>By account. Agents who talk in their browser are not in it.</returns>
    public async Task<IReadOnlyDictionary<Guid, AgentTelephone>> ExecuteAsync(
        IReadOnlyCollection<Guid> agents, CancellationToken cancellationToken)
    {
        if (agents.Count == 0 || !current.Value.Policy.HasBrowserPhones) return new Dictionary<Guid, AgentTelephone>();
        return await (
            from used in database.ChoicesInForce(current.Value, time.GetUtcNow())
            where agents.Contains(used.Choice.AccountId)
            join telephone in database.Telephones.AsNoTracking() on used.Choice.TelephoneId equals telephone.Id
            select new { used.Choice.AccountId, used.Choice.Rings, telephone.Name, telephone.Number })
            .ToDictionaryAsync(row => row.AccountId, row => new AgentTelephone(row.Name, row.Number, row.Rings), cancellationToken);
    }
}

/// <param name="Name">For the agent.</param>
/// <param name="Number">For the exchange.</param>
/// <param name="Rings">How often the agent has let it ring again.</param>
internal sealed record AgentTelephone(string Name, string Number, int Rings);
