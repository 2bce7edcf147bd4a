using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.States;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>Converts the outcomes of <see cref="CallTable"/> to values of the schema.</summary>
internal static class CallRules
{
    private static readonly Refusal[] Known = [Refusal.CallNotYours, Refusal.CallEnded, Refusal.AlreadyIdentified, Refusal.LinkUnknown];

    /// <summary>Null when it is not refused.</summary>
    public static Refusal? Refused(this CallRule rule) => Known.FirstOrDefault(refusal => refusal.Code == rule.Outcome);

    /// <summary>The outcome as a value of the schema, in which <c>TOO_LATE</c> is <c>TooLate</c>.</summary>
    public static TOutcome OutcomeAs<TOutcome>(this CallRule rule)
        where TOutcome : struct, Enum => Enum.Parse<TOutcome>(rule.Outcome.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
