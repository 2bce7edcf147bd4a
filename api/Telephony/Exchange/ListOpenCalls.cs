using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>The calls that have not ended, for an exchange that has to find out which of them are gone. One statement.</summary>
internal sealed class ListOpenCalls(CurrentActor actor, TenantDbContext database, TimeProvider time)
{
    // More than an exchange has lines for one municipality.
    private const int Most = 1000;

    public async Task<Outcome<IReadOnlyList<OpenCall>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        var silentSince = time.GetUtcNow() - Call.SilenceLimit;
        return Outcome<IReadOnlyList<OpenCall>>.Of(await database.Calls
            .Where(call => call.HungUpAt == null && call.LastHeardAt > silentSince)
            .OrderBy(call => call.LastHeardAt).Select(call => new OpenCall(call.CallReference)).Take(Most)
            .ToListAsync(cancellationToken));
    }
}

/// <summary>A call that waits or is in conversation, as far as the api knows.</summary>
internal sealed record OpenCall(string CallReference)
{
    /// <summary>The exchange's identifier of the call.</summary>
    public string CallReference { get; } = CallReference;
}
