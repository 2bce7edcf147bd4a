namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// What is counted of a pilot. The names stand in the database, where triggers write them as a session or call is deleted: started is disclosed
/// plus refused plus expired, and matched plus unidentified is taken plus abandoned.
/// </summary>
public enum Measure
{
    /// <summary>Sessions.</summary>
    Started,

    /// <summary>Sessions whose attributes were verified.</summary>
    Disclosed,

    /// <summary>Sessions that ended without: cancelled or refused in the app or on the page, rejected, or locked.</summary>
    Refused,

    /// <summary>Sessions that ended without disclosure and without refusal.</summary>
    Expired,

    /// <summary>Sessions that were disclosed to, and whose code or digits were never used.</summary>
    NotPhoned,

    /// <summary>Calls whose caller was identified, by a code or during the call.</summary>
    Matched,

    /// <summary>Codes that were wrong.</summary>
    WrongCodes,

    /// <summary>Calls whose caller never was.</summary>
    Unidentified,

    /// <summary>Calls that ended before anyone took them.</summary>
    Abandoned,

    /// <summary>Calls that somebody took, by the seconds from their arrival to the first taking.</summary>
    Taken,

    /// <summary>The same calls, by the seconds from the first taking to their end.</summary>
    Handled,
}

public static class Measures
{
    /// <summary>Those that are told as counts, in their order.</summary>
    public static readonly IReadOnlyList<Measure> Counted = [.. Enum.GetValues<Measure>().Where(measure => measure != Measure.Handled)];
}
