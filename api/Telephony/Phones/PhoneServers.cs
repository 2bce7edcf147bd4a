using IdBellen.Api.Identity.Actors;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>Finds the Asterisk for a browser phone: that of the agent's call, or any for a check.</summary>
internal sealed class PhoneServers(TenantDbContext database, IOptions<PhoneOptions> options, TimeProvider time)
{
    public bool HasAny => options.Value.Exchanges.Count > 0;

    /// <summary>The SIP WebSocket of the exchange that made this call reference; null when it is not configured here.</summary>
    public Uri? Of(string callReference) => options.Value.Exchanges.GetValueOrDefault(callReference.Split('.')[0]);

    /// <summary>
    /// The exchange that this signed-in session may reach now: while its agent has a call that has not ended, or a token for a check is
    /// open. Null otherwise.
    /// </summary>
    public async Task<Uri?> ReachableAsync(Actor.Person agent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var call = await database.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.TakenBy == agent.AccountId, cancellationToken);
        if (call is not null && call.EndedAt(now) is null) return Of(call.CallReference);
        return await database.PhoneTokens.AnyAsync(
            token => token.SessionId == agent.SessionId && token.CallId == null && token.ExpiresAt > now, cancellationToken)
            ? ForCheck(agent) : null;
    }

    // The same one for the two requests of a check.
    private Uri? ForCheck(Actor.Person agent)
    {
        var names = options.Value.Exchanges.Keys.Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : options.Value.Exchanges[names[agent.SessionId.ToByteArray()[^1] % names.Count]];
    }
}
