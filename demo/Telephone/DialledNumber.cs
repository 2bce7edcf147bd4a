namespace IdBellen.Demo.Telephone;

/// <summary>A dialled number, optionally with a code after commas (pauses).</summary>
internal sealed record DialledNumber(string Number, string? Code)
{
    /// <returns>Null if the text has no number.</returns>
    public static DialledNumber? Parse(string? number, string? code)
    {
        var parts = (number ?? "").Split(',', 2);
        var digits = Only(parts[0], "+0123456789");
        var keyed = Only(string.IsNullOrWhiteSpace(code) ? parts.ElementAtOrDefault(1) ?? "" : code, "0123456789");
        return digits.Length == 0 ? null : new DialledNumber(International(digits), keyed.Length == 0 ? null : keyed);
    }

    /// <summary>One spelling for a number; short numbers have no other than their own.</summary>
    public static string International(string digits) =>
        digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..]
        : digits.StartsWith('0') ? "+31" + digits[1..]
        : digits;

    private static string Only(string text, string allowed) =>
        string.Concat(text.Where(letter => allowed.Contains(letter, StringComparison.Ordinal)));
}
