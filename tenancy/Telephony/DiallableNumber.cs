using System.Text.RegularExpressions;
using PhoneNumbers;

namespace IdBellen.Tenancy.Telephony;

/// <summary>
/// Formats a municipality's number for dialling and comparison. 14 with an area code (14 026), 0800, 0900 and similar numbers can be
/// dialled only from within the Netherlands, without a country code.
/// </summary>
internal static partial class DiallableNumber
{
    /// <summary>
    /// Returns the form for comparison: E.164, or the short form of a 14-number. Text that is not a number is returned unchanged.
    /// </summary>
    public static string Canonical(string number)
    {
        if (ShortOf(number) is { } shortNumber) return shortNumber;
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = numbers.Parse(number, CallerNumber.DefaultRegion);
            return numbers.IsPossibleNumber(parsed) ? numbers.Format(parsed, PhoneNumberFormat.E164) : number;
        }
        catch (NumberParseException)
        {
            return number;
        }
    }

    /// <summary>Returns the form to dial: national for a number that cannot be dialled with a country code, otherwise E.164.</summary>
    public static string ToDial(string number) => Canonical(number) switch
    {
        var canonical when NationalOnly().Match(canonical) is { Success: true } match => $"0{match.Groups["rest"].Value}",
        ['+', ..] canonical => canonical,
        _ => ShortOf(number) ?? number,
    };

    /// <summary>
    /// Returns the short form (14026) of a 14-number with or without a country code; null if the text is not a 14-number.
    /// </summary>
    public static string? ShortOf(string number) =>
        ShortNumber().Match(number) is { Success: true } match ? match.Groups["short"].Value : null;

    [GeneratedRegex(@"^(\+31|0031)?0?(?<short>14(0[1-9][0-9]{1,2}))\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortNumber();

    [GeneratedRegex(@"^\+31(?<rest>(800|900|906|909)[0-9]{4,7})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NationalOnly();
}
