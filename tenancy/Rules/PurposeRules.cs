using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>What citizens are asked for.</summary>
internal static class PurposeRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        if (spec.Purposes.Count == 0)
            yield return new("PurposesMissing", "spec.purposes", "name at least one purpose.");
        foreach (var twin in spec.Purposes.GroupBy(purpose => purpose.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new("PurposeDuplicate", "spec.purposes", $"the name {twin.Key} stands more than once; rename or remove one.");
        foreach (var (index, purpose) in spec.Purposes.Index())
        {
            var asked = purpose.Asked().ToHashSet(StringComparer.Ordinal);
            if (asked.Count == 0)
                yield return new("DiscloseEmpty", $"spec.purposes[{index}].disclose", "ask for at least one attribute.");
            foreach (var attribute in asked.Where(attribute => attribute.Split('.').Length != 4))
                yield return new("AttributeInvalid", $"spec.purposes[{index}].disclose",
                    $"{attribute} is not an attribute identifier such as pbdf.gemeente.personalData.bsn.");
            if (purpose.Labels is { } labels && labels.Count != purpose.Disclose.Count)
                yield return new("LabelsInvalid", $"spec.purposes[{index}].labels", "give one label, or null, for each choice of disclose.");
            foreach (var attribute in (purpose.Overview ?? []).Where(attribute => !asked.Contains(attribute)))
                yield return new("OverviewUnknown", $"spec.purposes[{index}].overview",
                    $"{attribute} is not asked for in disclose; add it there or remove it here.");
            if (purpose.ProcessingActivity is { } activity && !WebAddress.IsActivity(activity))
                yield return new("ProcessingActivityInvalid", $"spec.purposes[{index}].processingActivity",
                    "give the https address of the processing activity in your register, at most 512 characters, without a user.");
        }
    }

    /// <summary>The identifiers that a purpose asks for, in any of its alternatives.</summary>
    public static IEnumerable<string> Asked(this PurposeSpec purpose) => purpose.Disclose.SelectMany(one => one).SelectMany(all => all);
}
