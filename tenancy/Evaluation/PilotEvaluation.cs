using System.Globalization;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>What a pilot has come to, as far as it may be told.</summary>
/// <param name="Threshold">Smaller counts than this are not told, unless they are zero.</param>
/// <param name="Total">Of the whole pilot.</param>
/// <param name="Purposes">In the order that was asked for; those that it does not name after them; last what has none.</param>
public sealed record PilotEvaluation(int Threshold, ToldFigures Total, IReadOnlyList<PurposeFigures> Purposes)
{
    /// <param name="rows">All of one municipality.</param>
    /// <param name="purposes">Names, in their order; each gets figures.</param>
    /// <param name="threshold">From 2.</param>
    public static PilotEvaluation Of(IEnumerable<CountedRow> rows, IEnumerable<string> purposes, int threshold)
    {
        var pilot = new EvaluationNode("");
        foreach (var purpose in purposes) pilot.Child(purpose);
        foreach (var row in rows.OrderBy(row => row.Day).ThenBy(row => row.Purpose, StringComparer.Ordinal))
            pilot.Add(row, row.Purpose, row.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var suppression = new Suppression(pilot, threshold);
        ToldFigures Figures(EvaluationNode node) => ToldFigures.Of(node, suppression, threshold);
        return new PilotEvaluation(threshold, Figures(pilot),
        [
            .. pilot.Children.OrderBy(purpose => purpose.Name.Length == 0).Select(purpose => new PurposeFigures(
                purpose.Name.Length == 0 ? null : purpose.Name, Figures(purpose),
                [
                    .. purpose.Children.Select(month => new MonthFigures(
                        month.Name, Figures(month), [.. month.Children.Select(day => new DayFigures(day.Name, Figures(day)))])),
                ])),
        ]);
    }
}

/// <param name="Purpose">The purpose's name; null for calls and wrong codes without one.</param>
/// <param name="Total">Of all months.</param>
/// <param name="Months">Those in which something was counted, oldest first.</param>
public sealed record PurposeFigures(string? Purpose, ToldFigures Total, IReadOnlyList<MonthFigures> Months);

/// <param name="Month"><c>yyyy-MM</c></param>
/// <param name="Total">Of all its days.</param>
/// <param name="Days">Those on which something was counted, oldest first.</param>
public sealed record MonthFigures(string Month, ToldFigures Total, IReadOnlyList<DayFigures> Days);

/// <param name="Day"><c>yyyy-MM-dd</c>, in the municipality's time zone.</param>
/// <param name="Figures">Of that day.</param>
public sealed record DayFigures(string Day, ToldFigures Figures);

/// <param name="Counts">Of each of <see cref="Measures.Counted"/>; null: not told.</param>
/// <param name="Waiting">From arrival to the first taking; null when too few calls are behind it.</param>
/// <param name="Handling">From the first taking to the end; null when too few calls are behind it.</param>
public sealed record ToldFigures(IReadOnlyDictionary<Measure, long?> Counts, DurationPercentiles? Waiting, DurationPercentiles? Handling)
{
    public static ToldFigures Of(EvaluationNode node, Suppression suppression, int threshold)
    {
        DurationPercentiles? Percentiles(Measure timed) => node.Count(timed) >= threshold ? DurationPercentiles.Of(node.Durations(timed)) : null;
        return new ToldFigures(
            Measures.Counted.ToDictionary(measure => measure, measure => suppression.Told(node, measure)),
            Percentiles(Measure.Taken), Percentiles(Measure.Handled));
    }
}
