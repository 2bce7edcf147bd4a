using System.Globalization;

namespace IdBellen.Tests.Bench;

/// <summary>One line of the table: what was measured, how often, and what came out.</summary>
/// <param name="What">What was measured, and how.</param>
/// <param name="Median">The value in the middle, or the only one.</param>
/// <param name="Spread">Percentile, smallest and largest, or what else belongs to the value.</param>
/// <param name="Target">What it should be; empty when there is no target.</param>
/// <param name="IsMet">Whether it is.</param>
internal sealed record Figure(string What, string Median, string Spread, string Target = "", bool IsMet = true)
{
    /// <param name="what">What was measured, and how.</param>
    /// <param name="seconds">All values; at least one.</param>
    /// <param name="limit">What the 95th percentile must stay below; null when there is no target.</param>
    public static Figure Of(string what, IReadOnlyCollection<TimeSpan> seconds, TimeSpan? limit = null)
    {
        var sorted = seconds.Order().ToList();
        var percentile = At(sorted, 0.95);
        return new Figure(
            what, Text(At(sorted, 0.5)),
            seconds.Count == 1 ? "one run" : $"p95 {Text(percentile)}, {Text(sorted[0])} to {Text(sorted[^1])}, {seconds.Count} runs",
            limit is { } most ? $"p95 under {most.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : "",
            limit is null || percentile < limit);
    }

    public static Figure Count(string what, long value, string details, long target) =>
        new(what, value.ToString(CultureInfo.InvariantCulture), details, target.ToString(CultureInfo.InvariantCulture), value == target);

    public string Row => $"| {What} | {Median} | {Spread} | {Target}{(IsMet ? "" : " **missed**")} |";

    public static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static TimeSpan At(List<TimeSpan> sorted, double rank) => sorted[(int)Math.Ceiling(rank * sorted.Count) - 1];
}
