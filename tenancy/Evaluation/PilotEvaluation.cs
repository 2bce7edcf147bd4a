using System.Globalization;
using IdBellen.Tenancy.Counts;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>The published results of a pilot.</summary>
/// <param name="Threshold">Nonzero counts below this are suppressed.</param>
/// <param name="Total">The figures of the whole pilot.</param>
/// <param name="Purposes">In the requested order, followed by other purposes, and by counts without a purpose.</param>
public sealed record PilotEvaluation(int Threshold, ToldFigures Total, IReadOnlyList<PurposeFigures> Purposes)
{
    /// <param name="rows">All of one municipality.</param>
    /// <param name="purposes">Names, in their order; each gets figures.</param>
    /// <param name="threshold">The smallest nonzero count that may be published; at least 2.</param>
    public static PilotEvaluation Of(IEnumerable<CountedRow> rows, IEnumerable<string> purposes, int threshold)
    {
        var pilot = new EvaluationNode("");
        foreach (var purpose in purposes) pilot.Child(purpose);
        foreach (var row in rows.OrderBy(row => row.Day).ThenBy(row => row.Purpose, StringComparer.Ordinal))
            pilot.Add(row, row.Purpose, row.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
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
/// <param name="Total">The figures of all months.</param>
/// <param name="Months">The months with counts, oldest first.</param>
public sealed record PurposeFigures(string? Purpose, ToldFigures Total, IReadOnlyList<MonthFigures> Months);

/// <param name="Month"><c>yyyy-MM</c></param>
/// <param name="Total">The figures of the whole month.</param>
/// <param name="Days">The days with counts, oldest first.</param>
public sealed record MonthFigures(string Month, ToldFigures Total, IReadOnlyList<DayFigures> Days);

/// <param name="Day"><c>yyyy-MM-dd</c>, in the municipality's time zone.</param>
/// <param name="Figures">The figures of that day.</param>
public sealed record DayFigures(string Day, ToldFigures Figures);

/// <param name="Counts">The count of each of <see cref="Measures.Counted"/>; null when suppressed.</param>
/// <param name="Waiting">Time from arrival until an agent first took the call; null if based on too few calls.</param>
/// <param name="Handling">Time from then until the end; null if based on too few calls.</param>
public sealed record ToldFigures(IReadOnlyDictionary<Measure, long?> Counts, DurationPercentiles? Waiting, DurationPercentiles? Handling)
{
    public static ToldFigures Of(EvaluationNode node, Suppression suppression, int threshold)
    {
        DurationPercentiles? Percentiles(Measure timed) =>
            node.Count(timed) >= threshold ? DurationPercentiles.Of(node.Durations(timed)) : null;
        return new ToldFigures(
            Measures.Counted.ToDictionary(measure => measure, measure => suppression.Published(node, measure)),
            Percentiles(Measure.Taken), Percentiles(Measure.Handled));
    }
}
