using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>Lets the browser phone dial an echo, so that a person can check microphone, speaker and network before a shift.</summary>
internal sealed class CheckPhone(CurrentTenant current, CurrentActor actor, PhoneServers servers, IssuePhoneToken issue)
{
    public async Task<Outcome<PhoneConnection>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (!current.Value.Policy.HasBrowserPhones) return Refusal.NoBrowserPhone;
        if (!servers.HasAny) return Refusal.PhoneServerUnknown;
        return await issue.ExecuteAsync(agent, callId: null, cancellationToken);
    }
}
