using IdBellen.Api.Agents;
using IdBellen.Api.Attributes;
using IdBellen.Api.Events;
using IdBellen.Api.Irma;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Calls;

/// <summary>Decides what an agent sees of a call: the one place where attributes meet eyes.</summary>
public static class CallView
{
    public static Call Of(LiveCall call, Tenant tenant, Caller.Person agent)
    {
        var purpose = call.Purpose is { } name ? tenant.Purpose(name) : null;
        var mine = call.TakenBy == agent.AccountId;
        var visible = VisibleAttributes(call, purpose, mine).OrderBy(attribute => SchemeDescriptions.Of(attribute.Id).Order).ToList();
        return new Call
        {
            Id = call.Id,
            State = call switch { { TakenBy: null } => CallState.Waiting, { HungUp: true } => CallState.WrapUp, _ => CallState.InConversation },
            ArrivedAt = call.ArrivedAt.UtcDateTime,
            Identified = call.Identified,
            Identification = IdentificationOf(call),
            Purpose = call.Purpose is { } purposeName ? PurposeOf(purposeName, purpose) : null,
            TakenAt = call.TakenAt?.UtcDateTime,
            TakenBy = call.TakenByName,
            TransferredBy = call.TransferredBy,
            Mine = mine,
            PersonalDataUntil = call.PersonalDataUntil?.UtcDateTime,
            Attributes = [.. visible.Select(Shown)],
            AssuranceLevel = AssuranceLevels.Of(visible),
            Links = mine ? [.. CallLinks.Of(call, tenant).Select(link => new Link(link.Label, $"/calls/{call.Id}/links/{link.Key}"))] : [],
            CallerNumber = mine ? call.CallerNumber : null,
            Invitation = mine && call.Invitation is { } invitation ? Invitations.Invitation.Of(invitation, tenant) : null,
        };
    }

    // While it waits: the overview, to everyone. Once taken: all to the taker, nothing to others.
    private static IEnumerable<VerifiedAttribute> VisibleAttributes(LiveCall call, PurposeSpec? purpose, bool mine)
    {
        if (mine) return call.Attributes;
        return call.TakenBy is null ? OverviewOf(call, purpose) : [];
    }

    /// <summary>What a waiting call shows to every agent.</summary>
    internal static IEnumerable<VerifiedAttribute> OverviewOf(LiveCall call, Tenant tenant) =>
        OverviewOf(call, call.Purpose is { } name ? tenant.Purpose(name) : null);

    private static IEnumerable<VerifiedAttribute> OverviewOf(LiveCall call, PurposeSpec? purpose) => purpose switch
    {
        null => [],
        { Overview: { } overview } => call.Attributes.Where(attribute => overview.Contains(attribute.Id, StringComparer.Ordinal)),
        _ => call.Attributes,
    };

    // A purpose that was taken out of the resource while its call waits keeps its name.
    internal static Purpose PurposeOf(string name, PurposeSpec? purpose) =>
        purpose is null ? new Purpose(name, new Translation(name, name)) : Purpose.Of(purpose);

    private static Identification IdentificationOf(LiveCall call) => call switch
    {
        { Identified: false } => Identification.None,
        { Way: IdentificationWay.AnotherPhone } => Identification.AnotherPhone,
        { Way: IdentificationWay.DuringCall } => Identification.DuringCall,
        _ => Identification.SamePhone,
    };

    private static Attribute Shown(VerifiedAttribute attribute)
    {
        var description = SchemeDescriptions.Of(attribute.Id);
        return new Attribute(
            attribute.Id, description.Label, attribute.Nl ?? attribute.Raw, description.Kind, description.Credential,
            attribute.IssuedAt is { } issued ? DateTimeOffset.FromUnixTimeSeconds(issued).UtcDateTime : null);
    }
}
