using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Rules on purposes and the attributes that they request.</summary>
internal static class PurposeRules
{
    private const int MaxValueLength = 500;

    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        if (spec.Purposes.Count == 0)
            yield return new("PurposesMissing", "spec.purposes", "must contain at least one purpose.");
        foreach (var twin in spec.Purposes.GroupBy(purpose => purpose.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new("PurposeDuplicate", "spec.purposes", $"the name {twin.Key} is used more than once; rename or remove one.");
        foreach (var (index, purpose) in spec.Purposes.Index())
        {
            var asked = purpose.Asked().ToHashSet(StringComparer.Ordinal);
            if (asked.Count == 0)
                yield return new("DiscloseEmpty", $"spec.purposes[{index}].disclose", "must request at least one attribute.");
            foreach (var attribute in asked.Where(attribute => attribute.Split('.').Length != 4))
                yield return new("AttributeInvalid", $"spec.purposes[{index}].disclose",
                    $"{attribute} is not an attribute identifier such as pbdf.gemeente.personalData.bsn.");
            if (purpose.Labels is { } labels && labels.Count != purpose.Disclose.Count)
                yield return new("LabelsInvalid", $"spec.purposes[{index}].labels",
                    "labels must have one entry for each element of disclose; use {} for no label.");
            foreach (var (place, _) in (purpose.Labels ?? []).Index()
                .Where(one => one.Item is not null && one.Item.Nl is null != one.Item.En is null))
                yield return new("LabelsInvalid", $"spec.purposes[{index}].labels[{place}]",
                    "nl and en must both be set, or neither.");
            foreach (var violation in Conditions(purpose, index, asked)) yield return violation;
            foreach (var attribute in (purpose.Overview ?? []).Where(attribute => !asked.Contains(attribute)))
                yield return new("OverviewUnknown", $"spec.purposes[{index}].overview",
                    $"{attribute} is not in disclose; add it there or remove it here.");
            if (purpose.ProcessingActivity is { } activity && !WebAddress.IsActivity(activity))
                yield return new("ProcessingActivityInvalid", $"spec.purposes[{index}].processingActivity",
                    "must be an https URL without user, of at most 512 characters.");
        }
    }

    // Conditions on the values of attributes.
    private static IEnumerable<RuleViolation> Conditions(PurposeSpec purpose, int index, HashSet<string> asked)
    {
        foreach (var attribute in (purpose.MayBeEmpty ?? []).Where(attribute => !asked.Contains(attribute)))
            yield return new("MayBeEmptyUnknown", $"spec.purposes[{index}].mayBeEmpty",
                $"{attribute} is not in disclose; add it there or remove it here.");
        if (asked.Count > 0 && purpose.MayBeEmpty is { } empty && asked.All(attribute => empty.Contains(attribute, StringComparer.Ordinal)))
            yield return new("MayBeEmptyUnknown", $"spec.purposes[{index}].mayBeEmpty",
                "leave at least one attribute of disclose out of it; a disclosure without any value identifies nobody.");
        var demanded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, value) in (purpose.Values ?? []).Index())
        {
            var problem = !asked.Contains(value.Attribute) ? $"{value.Attribute} is not in disclose; add it there or remove it here."
                : purpose.MayBeEmpty?.Contains(value.Attribute, StringComparer.Ordinal) == true
                    ? $"{value.Attribute} is also in mayBeEmpty, so it may be empty; remove it here or from mayBeEmpty."
                : value.Value.Length is 0 or > MaxValueLength || value.Value.Any(char.IsControl)
                    ? $"the value of {value.Attribute} must have 1 to {MaxValueLength} characters and no control characters."
                : !demanded.Add(value.Attribute) ? $"{value.Attribute} is listed twice; an attribute can have only one value."
                : null;
            if (problem is not null) yield return new("ValueInvalid", $"spec.purposes[{index}].values[{place}]", problem);
        }
    }

    /// <summary>The attribute identifiers that a purpose requests, in any of its alternatives.</summary>
    public static IEnumerable<string> Asked(this PurposeSpec purpose) => purpose.Disclose.SelectMany(one => one).SelectMany(all => all);
}
