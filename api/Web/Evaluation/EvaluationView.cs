using GraphQL;
using IdBellen.Api.Disclosure.Rules;

namespace IdBellen.Api.Web.Evaluation;

/// <summary>
/// The results of the pilot. Small counts are not published (primary suppression), nor are counts from which those could be derived by
/// subtraction (complementary suppression). Sessions and calls are counted when they have ended and been erased.
/// </summary>
[Name("Evaluation")]
internal sealed record EvaluationView(int Threshold, EvaluationFigures Total, IReadOnlyList<PurposeEvaluation> Purposes)
{
    /// <summary>
    /// Smaller counts than this are null. Larger counts can be null too, so that smaller ones cannot be derived by subtraction.
    /// </summary>
    public int Threshold { get; } = Threshold;

    /// <summary>The figures of the whole pilot.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>
    /// Per purpose, in the order of the Municipality resource; then purposes that were removed from it; then calls without a purpose, if
    /// there are any.
    /// </summary>
    public IReadOnlyList<PurposeEvaluation> Purposes { get; } = Purposes;
}

/// <summary>The results of the pilot for one purpose.</summary>
internal sealed record PurposeEvaluation(Purpose? Purpose, EvaluationFigures Total, IReadOnlyList<MonthEvaluation> Months)
{
    /// <summary>Null for callers who did not identify and for wrong codes.</summary>
    public Purpose? Purpose { get; } = Purpose;

    /// <summary>The figures of all months.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>Oldest first; only months in which something was counted.</summary>
    public IReadOnlyList<MonthEvaluation> Months { get; } = Months;
}

/// <summary>One month of a purpose.</summary>
internal sealed record MonthEvaluation(string Month, EvaluationFigures Total, IReadOnlyList<DayEvaluation> Days)
{
    /// <summary>yyyy-MM</summary>
    public string Month { get; } = Month;

    /// <summary>The figures of the whole month.</summary>
    public EvaluationFigures Total { get; } = Total;

    /// <summary>Oldest first; only days on which something was counted.</summary>
    public IReadOnlyList<DayEvaluation> Days { get; } = Days;
}

/// <summary>One day of a purpose: the sessions that started and the calls that arrived on that day.</summary>
internal sealed record DayEvaluation(string Day, EvaluationFigures Figures)
{
    /// <summary>yyyy-MM-dd, in the municipality's time zone</summary>
    public string Day { get; } = Day;

    /// <summary>The figures of this day.</summary>
    public EvaluationFigures Figures { get; } = Figures;
}
