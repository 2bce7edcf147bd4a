using IdBellen.Api.Agents;
using IdBellen.Api.Attributes;
using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Urls;

namespace IdBellen.Api.Calls;

/// <summary>Decides what an agent sees of a call: the one place where attributes meet eyes.</summary>
public static class CallView
{
    public static Call Of(LiveCall call, Tenant tenant, Caller.Person agent)
    {
        var purpose = call.Purpose is { } name ? tenant.Purpose(name) : null;
        var mine = call.TakenBy == agent.AccountId;
        return new Call
        {
            Id = call.Id,
            State = call switch { { TakenBy: null } => CallState.Waiting, { HungUp: true } => CallState.WrapUp, _ => CallState.InConversation },
            ArrivedAt = call.ArrivedAt.UtcDateTime,
            Identified = call.Identified,
            Purpose = call.Purpose is { } purposeName ? PurposeOf(purposeName, purpose) : null,
            TakenAt = call.TakenAt?.UtcDateTime,
            TakenBy = call.TakenByName,
            Mine = mine,
            PersonalDataUntil = call.PersonalDataUntil?.UtcDateTime,
            Attributes = [.. VisibleAttributes(call, purpose, mine).Select(attribute =>
                new Attribute(attribute.Id, AttributeLabels.Of(attribute.Id), attribute.Nl ?? attribute.Raw))],
            Links = mine ? [.. Links(call, tenant)] : [],
            CallerNumber = mine ? call.CallerNumber : null,
        };
    }

    // While it waits: the overview, to everyone. Once taken: all to the taker, nothing to others.
    private static IEnumerable<Irma.VerifiedAttribute> VisibleAttributes(LiveCall call, PurposeSpec? purpose, bool mine)
    {
        if (mine) return call.Attributes;
        if (call.TakenBy is not null || purpose is null) return [];
        return purpose.Overview is { } overview
            ? call.Attributes.Where(attribute => overview.Contains(attribute.Id, StringComparer.Ordinal))
            : call.Attributes;
    }

    // A purpose that was taken out of the resource while its call waits keeps its name.
    private static Purpose PurposeOf(string name, PurposeSpec? purpose) =>
        new(name, purpose is null ? new Translation(name, name) : new Translation(purpose.Title.Nl, purpose.Title.En));

    private static IEnumerable<Link> Links(LiveCall call, Tenant tenant)
    {
        var values = call.Attributes.ToDictionary(attribute => attribute.Id, attribute => attribute.Raw, StringComparer.Ordinal);
        foreach (var spec in tenant.Spec.UrlTemplates ?? [])
        {
            if (spec.Purposes is { Count: > 0 } only && (call.Purpose is null || !only.Contains(call.Purpose, StringComparer.Ordinal))) continue;
            if (UrlTemplate.TryParse(spec.Url, out var template, out _) && template.Expand(values) is { } url)
                yield return new Link(new Translation(spec.Label.Nl, spec.Label.En), url.AbsoluteUri);
        }
    }
}
