using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Telephony;

/// <summary>
/// Which telephones of a municipality may be called for its agents: ordinary Dutch numbers, and short ones inside the municipality's own
/// exchange. No paid numbers, no emergency number, no other countries. The api refuses to store others, the worker refuses to call them,
/// and the dialplan refuses the same once more.
/// </summary>
public static partial class TelephoneNumber
{
    /// <summary>How much of what is typed is read at all.</summary>
    public const int MaxTyped = 30;

    private const string Country = "+31";

    /// <returns>The number in E.164 form, or a short one as it is; null when it may not be called.</returns>
    public static string? Permitted(string number)
    {
        if (number.Length > MaxTyped) return null;
        var digits = Ornaments().Replace(number, "");
        if (Ordinary().Match(digits) is { Success: true } ordinary) return $"{Country}{ordinary.Groups["rest"].Value}";
        return Short().IsMatch(digits) && !Special().IsMatch(digits) ? digits : null;
    }

    // Geographic, mobile, and the shared numbers of companies and authorities (085, 088). Not 0676, 0800, 084, 087, 0900, 0906, 0909.
    [GeneratedRegex(@"^(\+31|0031|0)(?<rest>[1-57][0-9]{8}|6[1-58][0-9]{7}|8[58][0-9]{7})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinary();

    [GeneratedRegex(@"^[1-9][0-9]{2,4}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Short();

    // 112, 116xxx, 144; 18xx are paid.
    [GeneratedRegex(@"^(11[0-9]|144|18[0-9]{2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Special();

    [GeneratedRegex("[ .()-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ornaments();
}
