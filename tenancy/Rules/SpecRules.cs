using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// The rules that the CRD states in CEL, checked once more by us: an API server older than 1.25 drops CEL silently. And those that CEL
/// cannot state, but for what needs other resources or Secrets: that is the operator's.
/// </summary>
public static class SpecRules
{
    /// <summary>Every violation, in the order of the fields; none when the resource may be reconciled.</summary>
    public static IReadOnlyList<RuleViolation> Check(Municipality municipality) =>
        [.. Name(municipality), .. TimeRules.Check(municipality.Spec), .. OpeningHoursRules.Check(municipality.Spec),
            .. AddressRules.Check(municipality.Spec), .. PurposeRules.Check(municipality.Spec), .. UrlTemplateRules.Check(municipality.Spec),
            .. Telephony(municipality.Spec)];

    private static IEnumerable<RuleViolation> Name(Municipality municipality)
    {
        if (!TenantName.TryParse(municipality.Metadata.Name, out _))
            yield return new("NameInvalid", "metadata.name",
                $"use 1 to {TenantName.MaxLength} lower-case letters, digits and dashes, beginning with a letter and not ending with a dash.");
    }

    private static IEnumerable<RuleViolation> Telephony(MunicipalitySpec spec)
    {
        if (spec.Telephony is { Kind: "amazonConnect", AmazonConnect: null })
            yield return new("AmazonConnectMissing", "spec.telephony", "give instanceAlias and region in amazonConnect, or choose another kind.");
    }
}
