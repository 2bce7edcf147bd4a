using GraphQL;
using IdBellen.Api.Calls;

namespace IdBellen.Api.Evaluation;

/// <summary>What the pilot has come to. Small counts are not told, nor what would let them be found by subtraction. What is over and erased is counted.</summary>
[Name("Evaluation")]
public sealed record EvaluationView(int Threshold, EvaluationFigures Total, IReadOnlyList<PurposeEvaluation> Purposes)
{
    /// <summary>Smaller counts than this are null. A count that is null need not be one: others are, so that these can't be found by subtraction.</summary>
    public int Threshold { get; } = Threshold;

    /// <summary>Of the whole pilot.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>By purpose, in the order of the resource; those that are no longer in it after them; last, if there are any, calls without one.</summary>
    public IReadOnlyList<PurposeEvaluation> Purposes { get; } = Purposes;
}

/// <summary>What the pilot has come to for one purpose.</summary>
public sealed record PurposeEvaluation(Purpose? Purpose, EvaluationFigures Total, IReadOnlyList<MonthEvaluation> Months)
{
    /// <summary>Null: callers who did not identify, and wrong codes.</summary>
    public Purpose? Purpose { get; } = Purpose;

    /// <summary>Of all months.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>Oldest first; only months in which something was counted.</summary>
    public IReadOnlyList<MonthEvaluation> Months { get; } = Months;
}

/// <summary>One month of a purpose.</summary>
public sealed record MonthEvaluation(string Month, EvaluationFigures Total, IReadOnlyList<DayEvaluation> Days)
{
    /// <summary>yyyy-MM</summary>
    public string Month { get; } = Month;

    /// <summary>Of all its days.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>Oldest first; only days on which something was counted.</summary>
    public IReadOnlyList<DayEvaluation> Days { get; } = Days;
}

/// <summary>One day of a purpose: of the sessions that started and the calls that arrived on it.</summary>
public sealed record DayEvaluation(string Day, EvaluationFigures Figures)
{
    /// <summary>yyyy-MM-dd, in the municipality's time zone</summary>
    public string Day { get; } = Day;

    /// <summary>Of this day.</summary>
    public EvaluationFigures Figures { get; } = Figures;
}
