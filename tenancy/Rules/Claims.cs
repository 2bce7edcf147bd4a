using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Tenancy.Rules;

/// <summary>Values that only one municipality can have: hosts and phone numbers.</summary>
public static class Claims
{
    public const string Host = "host";
    public const string Phone = "phone";

    /// <summary>The claims of a specification, normalised and without duplicates.</summary>
    public static IReadOnlyList<Claimed> Of(HostingOptions hosting, Municipality municipality) =>
    [
        .. hosting.HostsOf(municipality).Distinct(StringComparer.Ordinal).Select(host => new Claimed(Host, host)),
        // Canonical, because all spellings of a number reach the same desk. Numbers that the trunk delivers are of the same kind: nobody
        // may have calls to another's number delivered to itself.
        .. CalledNumbers(municipality.Spec).Prepend(municipality.Spec.PhoneNumber).Select(DiallableNumber.Canonical)
            .Distinct(StringComparer.Ordinal).Select(number => new Claimed(Phone, number)),
    ];

    /// <summary>The numbers whose calls our own exchange takes for this municipality.</summary>
    public static IReadOnlyList<string> CalledNumbers(MunicipalitySpec spec) =>
        spec.Telephony is { Kind: TelephonyKinds.Asterisk, Asterisk.CalledNumbers: { } numbers } ? numbers : [];
}

/// <param name="Kind"><see cref="Claims.Host"/> or <see cref="Claims.Phone"/>.</param>
/// <param name="Value">A host name, or a number with its country, such as <c>+31263770000</c>.</param>
public readonly record struct Claimed(string Kind, string Value)
{
    /// <summary>The violation reported to another municipality that claims the same.</summary>
    /// <param name="holder">The municipality that has it.</param>
    /// <param name="claimant">The specification of the other one.</param>
    public RuleViolation BelongsTo(string holder, MunicipalitySpec claimant) => Kind switch
    {
        Claims.Host => new("HostDuplicate", "spec.hosts", $"{Value} already belongs to {holder}; choose another."),
        _ when Value == DiallableNumber.Canonical(claimant.PhoneNumber) =>
            new("PhoneNumberDuplicate", "spec.phoneNumber", $"the number already belongs to {holder}; choose another."),
        _ => new("CalledNumberDuplicate", "spec.telephony.asterisk.calledNumbers",
            $"{Value} already belongs to {holder}; remove it here or there."),
    };
}
