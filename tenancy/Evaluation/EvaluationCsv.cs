using System.Globalization;
using System.Text;
using IdBellen.Tenancy.Counts;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// An evaluation as a table: RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8. One row for each total and each day.
/// </summary>
public static class EvaluationCsv
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    /// <summary>
    /// Stands for a suppressed count, which need not be small: larger ones are suppressed too, so that smaller ones cannot be derived by
    /// subtraction.
    /// </summary>
    public const string Suppressed = "*";

    private static readonly string[] Percentiles =
        ["waiting_median", "waiting_p90", "waiting_p95", "handling_median", "handling_p90", "handling_p95"];

    public static string Of(PilotEvaluation evaluation)
    {
        var text = new StringBuilder("\uFEFF");
        Line(text, ["level", "purpose", "month", "day", .. Measures.Counted.Select(measure => JsonName(measure.ToString())),
            .. Percentiles]);
        Line(text, ["total", "", "", "", .. Cells(evaluation.Total)]);
        foreach (var purpose in evaluation.Purposes)
        {
            var name = purpose.Purpose ?? "";
            Line(text, ["purpose", name, "", "", .. Cells(purpose.Total)]);
            foreach (var month in purpose.Months)
            {
                Line(text, ["month", name, month.Month, "", .. Cells(month.Total)]);
                foreach (var day in month.Days) Line(text, ["day", name, month.Month, day.Day, .. Cells(day.Figures)]);
            }
        }
        return text.ToString();
    }

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<string> Cells(ToldFigures figures) =>
    [
        .. Measures.Counted.Select(measure => figures.Counts[measure] is { } count ? Number(count) : Suppressed),
        .. Cells(figures.Waiting), .. Cells(figures.Handling),
    ];

    private static string[] Cells(DurationPercentiles? durations) =>
        durations is null ? ["", "", ""] : [Number(durations.Median), Number(durations.P90), Number(durations.P95)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string text)
    {
        // Spreadsheets evaluate a cell with such a prefix as a formula.
        var plain = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
        return plain.AsSpan().ContainsAny("\",\r\n") ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
