using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// Checks the rules that the CRD states in CEL, because API servers older than 1.25 silently drop those, and rules that CEL cannot express.
/// Rules that need other resources or Secrets are elsewhere.
/// </summary>
public static class SpecRules
{
    /// <summary>All violations, in the order of the fields; empty when the resource is valid.</summary>
    public static IReadOnlyList<RuleViolation> Check(Municipality municipality) =>
        [.. Name(municipality), .. PhoneRules.Check(municipality.Spec), .. TimeRules.Check(municipality.Spec), .. OpeningHoursRules.Check(
            municipality.Spec),
            .. AddressRules.Check(municipality.Spec), .. PurposeRules.Check(municipality.Spec), .. UrlTemplateRules.Check(
                municipality.Spec),
            .. Telephony(municipality.Spec)];

    private static IEnumerable<RuleViolation> Name(Municipality municipality)
    {
        if (!TenantName.TryParse(municipality.Metadata.Name, out _))
            yield return new("NameInvalid", "metadata.name",
                $"must be 1 to {TenantName.MaxLength} lower-case letters, digits and dashes, starting with a letter and not ending with a "
                    + "dash.");
    }

    private static IEnumerable<RuleViolation> Telephony(MunicipalitySpec spec)
    {
        if (spec.Telephony is { Kind: "amazonConnect", AmazonConnect: null })
            yield return new("AmazonConnectMissing", "spec.telephony",
                "amazonConnect, with instanceAlias and region, is required for this kind.");
    }
}
