namespace IdBellen.Tenancy.Counts;

/// <summary>
/// The measures of a pilot. Their names are stored: triggers write them when a session or call is deleted. Started = disclosed + refused +
/// expired, and matched + unidentified = taken + abandoned.
/// </summary>
public enum Measure
{
    /// <summary>Sessions.</summary>
    Started,

    /// <summary>Sessions whose attributes were verified.</summary>
    Disclosed,

    /// <summary>Sessions that were cancelled or refused in the app or on the page, rejected, or locked.</summary>
    Refused,

    /// <summary>Sessions that ended without disclosure and without refusal.</summary>
    Expired,

    /// <summary>Sessions that were disclosed to, and whose code or digits were never used.</summary>
    NotPhoned,

    /// <summary>Calls whose caller was identified, by a code or during the call.</summary>
    Matched,

    /// <summary>Wrong codes that callers entered.</summary>
    WrongCodes,

    /// <summary>Calls whose caller was never identified.</summary>
    Unidentified,

    /// <summary>Calls that ended before an agent took them.</summary>
    Abandoned,

    /// <summary>Calls that an agent took, by the seconds from arrival until an agent first took them.</summary>
    Taken,

    /// <summary>The same calls, by the seconds from then until their end.</summary>
    Handled,
}

internal static class Measures
{
    /// <summary>The measures that are published as counts, in order.</summary>
    public static readonly IReadOnlyList<Measure> Counted = [.. Enum.GetValues<Measure>().Where(measure => measure != Measure.Handled)];
}
