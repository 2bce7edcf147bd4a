using IdBellen.Api.Disclosure.Attributes;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.TenantDatabase;
using Invitation = IdBellen.Api.Telephony.Desk.Invitation;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>Decides which details of a call an agent may see. All attributes that agents see pass through here.</summary>
internal static class VisibleCall
{
    public static Call Of(LiveCall call, Tenant tenant, Actor.Person agent)
    {
        var purpose = call.Purpose is { } name ? tenant.Policy.Purpose(name) : null;
        var mine = call.TakenBy == agent.AccountId;
        var visible = VisibleAttributes(call, purpose, mine).OrderBy(attribute => SchemeDescriptions.Of(attribute.Id).Order).ToList();
        return new Call
        {
            Id = call.Id,
            State = call switch
            { { TakenBy: null } => CallState.Waiting, { HungUp: true } => CallState.WrapUp,
                _ =>
                CallState.InConversation
            },
            ArrivedAt = call.ArrivedAt.UtcDateTime,
            Identified = call.Identified,
            Identification = IdentificationOf(call),
            Purpose = call.Purpose is { } purposeName ? PurposeOf(purposeName, purpose) : null,
            TakenAt = call.TakenAt?.UtcDateTime,
            TakenBy = call.TakenByName,
            TransferredBy = call.TransferredBy,
            Mine = mine,
            Telephone = mine ? call.Telephone?.Name : null,
            Connected = mine && call.Connected,
            PersonalDataUntil = call.PersonalDataUntil?.UtcDateTime,
            Attributes = [.. visible.Select(attribute => Shown(call, attribute))],
            AssuranceLevel = AssuranceLevels.Of(visible),
            Links = mine ? [.. CallLinks.Of(call, tenant).Select(link => new Link(link.Label, $"/calls/{call.Id}/links/{link.Key}"))] : [],
            CallerNumber = mine ? call.CallerNumber?.Number : null,
            CallerNumberDisplay = mine ? call.CallerNumber?.Display(tenant.Policy.Number.Region) : null,
            CallerNumberUnknown = mine ? call.CallerNumber?.Reason : null,
            Invitation = mine && call.Invitation is { } invitation ? Invitation.Of(invitation, tenant) : null,
        };
    }

    // While it waits: the overview, to everyone. Once taken: all to the taker, nothing to others.
    private static IEnumerable<VerifiedAttribute> VisibleAttributes(LiveCall call, PurposePolicy? purpose, bool mine)
    {
        if (mine) return call.Attributes;
        return call.TakenBy is null ? OverviewOf(call, purpose) : [];
    }

    /// <summary>The attributes of a waiting call that every agent may see.</summary>
    internal static IEnumerable<VerifiedAttribute> OverviewOf(LiveCall call, Tenant tenant) =>
        OverviewOf(call, call.Purpose is { } name ? tenant.Policy.Purpose(name) : null);

    // Large values are only for the taker, even if they are in the overview: otherwise each change would send them to every page.
    private static IEnumerable<VerifiedAttribute> OverviewOf(LiveCall call, PurposePolicy? purpose) => purpose switch
    {
        null => [],
        _ => call.Attributes.Where(attribute => !attribute.IsLarge && purpose.IsInOverview(attribute.Id)),
    };

    // A purpose that was taken out of the resource while its call waits keeps its name.
    internal static Purpose PurposeOf(string name, PurposePolicy? purpose) =>
        purpose is null ? new Purpose(name, new Translation(name, name)) : Purpose.Of(purpose);

    private static Identification IdentificationOf(LiveCall call) => call switch
    {
        { Identified: false } => Identification.None,
        { Way: IdentificationWay.AnotherPhone } => Identification.AnotherPhone,
        { Way: IdentificationWay.DuringCall } => Identification.DuringCall,
        _ => Identification.SamePhone,
    };

    private static Attribute Shown(LiveCall call, VerifiedAttribute attribute)
    {
        var description = SchemeDescriptions.Of(attribute.Id);
        return new Attribute(
            attribute.Id, description.Label, attribute.Nl ?? attribute.Raw, description.Kind, description.Credential, attribute.Issued())
        {
            Address = attribute.IsLarge ? LargeAttributeEndpoint.AddressOf(call.Id, attribute.Id) : null,
        };
    }
}
