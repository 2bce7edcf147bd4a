using System.Text.RegularExpressions;

namespace IdBellen.Telephony.Asterisk.Municipalities;

/// <summary>The number that a trunk says was called, in the one spelling in which municipalities write theirs.</summary>
internal static partial class CalledNumber
{
    private const string Country = "+31";

    /// <summary>E.164 if it can be; trunks also deliver <c>0031…</c>, <c>31…</c> and <c>026…</c>.</summary>
    public static string Normal(string delivered)
    {
        var digits = Ornaments().Replace(delivered, "");
        return digits switch
        {
            ['+', ..] => digits,
            ['0', '0', .. var rest] => $"+{rest}",
            ['0', .. var rest] => Country + rest,
            ['3', '1', ..] when digits.Length == 11 => $"+{digits}",
            _ => digits,
        };
    }

    [GeneratedRegex("[ .()-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ornaments();
}
