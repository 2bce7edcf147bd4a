using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// What agents see of a snapshot. It is made once for all agents without a call, who see the same, and once for each agent who has one. A
/// view goes with its snapshot.
/// </summary>
internal sealed class LiveViews
{
    private readonly ConditionalWeakTable<LiveSnapshot, ConcurrentDictionary<(Tenant Tenant, Guid? Taker), LiveView>> known = [];

    public LiveView Of(LiveSnapshot snapshot, Tenant tenant, Actor.Person agent)
    {
        Guid? taker = snapshot.Calls.Any(call => call.TakenBy == agent.AccountId) ? agent.AccountId : null;
        return known.GetOrCreateValue(snapshot).GetOrAdd((tenant, taker), _ => LiveView.Of(snapshot, tenant, agent));
    }
}

/// <summary>The calls as some agents see them.</summary>
/// <param name="Calls">Oldest first.</param>
/// <param name="Content">The same in bytes, to compare with another view.</param>
/// <param name="IsRecorded">Whether the access log says who sees these data. Otherwise nobody may be shown them.</param>
internal sealed record LiveView(IReadOnlyList<Call> Calls, byte[] Content, bool IsRecorded)
{
    public static LiveView Of(LiveSnapshot snapshot, Tenant tenant, Actor.Person agent)
    {
        Call[] calls = [.. snapshot.Calls.Select(call => VisibleCall.Of(call, tenant, agent))];
        return new LiveView(calls, JsonSerializer.SerializeToUtf8Bytes(calls), Array.TrueForAll(calls,
            call => call.State != CallState.Waiting || call.Attributes.Count == 0 || snapshot.Recorded.Contains(call.Id)));
    }
}
