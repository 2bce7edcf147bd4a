using GraphQL;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Api.Evaluation;

/// <summary>Counts; null where one is not told.</summary>
public sealed record EvaluationFigures
{
    /// <summary>Sessions. A sum of other counts is told only where all of these are: disclosed, refused and expired.</summary>
    public int? Started { get; init; }

    /// <summary>Sessions whose attributes were verified; told only where matched and notPhoned are.</summary>
    public int? Disclosed { get; init; }

    /// <summary>Sessions that ended without: cancelled or refused in the app or on the page, rejected, or locked.</summary>
    public int? Refused { get; init; }

    /// <summary>Sessions that ended without disclosure and without refusal.</summary>
    public int? Expired { get; init; }

    /// <summary>Disclosed, but the code or digits were never used.</summary>
    public int? NotPhoned { get; init; }

    /// <summary>Calls whose caller was identified, by a code or during the call.</summary>
    public int? Matched { get; init; }

    /// <summary>Codes that were wrong.</summary>
    public int? WrongCodes { get; init; }

    /// <summary>Calls whose caller never was identified.</summary>
    public int? Unidentified { get; init; }

    /// <summary>Calls that ended before anyone took them; told only where matched and unidentified are.</summary>
    public int? Abandoned { get; init; }

    /// <summary>Calls that an agent took; told only where matched, unidentified and abandoned are.</summary>
    public int? Taken { get; init; }

    /// <summary>Seconds from arrival until an agent took the call; null when too few calls are behind it.</summary>
    public Durations? Waiting { get; init; }

    /// <summary>Seconds from taking the call to its end; null when too few calls are behind it.</summary>
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

/// <summary>Percentiles of a duration, in seconds, at most a twentieth or a second too high.</summary>
public sealed record Durations(int Median, int P90, int P95)
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
