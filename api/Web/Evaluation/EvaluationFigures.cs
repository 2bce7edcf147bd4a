using GraphQL;
using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Api.Web.Evaluation;

/// <summary>Counts; null when not published.</summary>
internal sealed record EvaluationFigures
{
    /// <summary>
    /// Sessions that started: the sum of <c>disclosed</c>, <c>refused</c> and <c>expired</c>, published only where all three are.
    /// </summary>
    public int? Started { get; init; }

    /// <summary>Sessions whose attributes were verified; published only where <c>matched</c> and <c>notPhoned</c> are.</summary>
    public int? Disclosed { get; init; }

    /// <summary>Sessions that were cancelled or refused in the app or on the page, rejected, or locked.</summary>
    public int? Refused { get; init; }

    /// <summary>Sessions that ended without disclosure and without refusal.</summary>
    public int? Expired { get; init; }

    /// <summary>Sessions that were disclosed, but whose code or digits were never used.</summary>
    public int? NotPhoned { get; init; }

    /// <summary>Calls whose caller was identified, by a code or during the call.</summary>
    public int? Matched { get; init; }

    /// <summary>Wrong codes that callers entered.</summary>
    public int? WrongCodes { get; init; }

    /// <summary>Calls whose caller was never identified.</summary>
    public int? Unidentified { get; init; }

    /// <summary>Calls that ended before an agent took them; published only where <c>matched</c> and <c>unidentified</c> are.</summary>
    public int? Abandoned { get; init; }

    /// <summary>Calls that an agent took; published only where <c>matched</c>, <c>unidentified</c> and <c>abandoned</c> are.</summary>
    public int? Taken { get; init; }

    /// <summary>Seconds from arrival until an agent took the call; null when based on too few calls.</summary>
    public Durations? Waiting { get; init; }

    /// <summary>Seconds from taking the call to its end; null when based on too few calls.</summary>
    public Durations? Handling { get; init; }

    [Ignore]
    public static EvaluationFigures Of(ToldFigures told)
    {
        int? Count(Measure measure) => told.Counts[measure] is { } count ? (int)Math.Min(count, int.MaxValue) : null;
        return new EvaluationFigures
        {
            Started = Count(Measure.Started),
            Disclosed = Count(Measure.Disclosed),
            Refused = Count(Measure.Refused),
            Expired = Count(Measure.Expired),
            NotPhoned = Count(Measure.NotPhoned),
            Matched = Count(Measure.Matched),
            WrongCodes = Count(Measure.WrongCodes),
            Unidentified = Count(Measure.Unidentified),
            Abandoned = Count(Measure.Abandoned),
            Taken = Count(Measure.Taken),
            Waiting = Durations.Of(told.Waiting),
            Handling = Durations.Of(told.Handling),
        };
    }
}

/// <summary>Percentiles of a duration, in seconds; too high by at most 5% or one second, whichever is greater.</summary>
internal sealed record Durations(int Median, int P90, int P95)
{
    /// <summary>Half of the calls took no longer.</summary>
    public int Median { get; } = Median;

    /// <summary>Nine of ten calls took no longer.</summary>
    public int P90 { get; } = P90;

    /// <summary>Nineteen of twenty calls took no longer.</summary>
    public int P95 { get; } = P95;

    [Ignore]
    public static Durations? Of(DurationPercentiles? told) => told is null ? null : new Durations(told.Median, told.P90, told.P95);
}
