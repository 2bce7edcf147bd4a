using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Urls;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// Rules on links into the municipality's own systems: the host is fixed, and all attributes are requested by their purposes.
/// </summary>
internal static class UrlTemplateRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        var purposes = spec.Purposes.Select(purpose => purpose.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, template) in (spec.UrlTemplates ?? []).Index())
        {
            if (!UrlTemplate.TryParse(template.Url, out var parsed, out var problem))
            {
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].url", $"{problem}.");
                continue;
            }
            foreach (var purpose in (template.Purposes ?? []).Where(purpose => !purposes.Contains(purpose)))
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].purposes",
                    $"{purpose} is not a purpose of this municipality; name one of spec.purposes.");
            var asked = spec.Purposes
                .Where(purpose => template.Purposes is not { Count: > 0 } only || only.Contains(purpose.Name, StringComparer.Ordinal))
                .SelectMany(purpose => purpose.Asked()).ToHashSet(StringComparer.Ordinal);
            foreach (var attribute in parsed.Attributes.Where(attribute => !asked.Contains(attribute)))
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].url",
                    $"no purpose of this link requests {attribute}; add it to disclose or remove it here.");
        }
    }
}
