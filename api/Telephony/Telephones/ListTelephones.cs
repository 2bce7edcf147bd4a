using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>The municipality's telephones by name: for agents, who pick one, and for admins, who enter them.</summary>
internal sealed class ListTelephones(CurrentTenant current, CurrentActor actor, ReadTelephones read)
{
    public async Task<Outcome<IReadOnlyList<TelephoneView>>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if ((actor.Agent ?? actor.Admin) is not { } person) return actor.PersonRefusal;
        if (!current.Value.Policy.HasBrowserPhones) return Refusal.NoBrowserPhone;
        return Outcome<IReadOnlyList<TelephoneView>>.Of(await read.ExecuteAsync(person, cancellationToken));
    }
}
