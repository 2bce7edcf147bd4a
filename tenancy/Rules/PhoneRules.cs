using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Checks that the phone number can be dialled.</summary>
internal static class PhoneRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        if (spec.PhoneNumber.StartsWith("+3114", StringComparison.Ordinal))
            yield return new("PhoneNumberInvalid", "spec.phoneNumber",
                "must not combine +31 with a 14-number; write the number as dialled in the Netherlands, such as 14026.");
    }
}
