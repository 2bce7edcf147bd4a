namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// Decides which counts are told. Untold are those of 1 to threshold - 1, and what would let them be found by subtraction: a reader who knows all
/// told numbers, what sums to what, and that what is untold is not zero, must still think each of them possible to be the threshold or more; of a
/// measure that sums up others, to be one of several numbers.
/// </summary>
/// <remarks>
/// Of one measure, a told total tells the sum of the untold days below it that are not below another told total as well. If there are n of them and
/// they sum to s, each can be anything from 1 to s - n + 1; so s - n must be threshold - 1 at least. Where it is less, the smallest told sibling is
/// untold too, with one of its days; where there is none left, the total itself.
/// A measure that sums up others tells nothing new where all of these are told, and is told only there.
/// </remarks>
public sealed class Suppression
{
    // Each after those that it depends on.
    private static readonly (Measure Measure, Measure[] Parts)[] Order =
    [
        (Measure.Refused, []), (Measure.Expired, []), (Measure.NotPhoned, []), (Measure.Matched, []), (Measure.Unidentified, []), (Measure.WrongCodes, []),
        (Measure.Disclosed, [Measure.Matched, Measure.NotPhoned]),
        (Measure.Started, [Measure.Disclosed, Measure.Refused, Measure.Expired]),
        // No sum, but no more than these two: where many were abandoned, many came.
        (Measure.Abandoned, [Measure.Matched, Measure.Unidentified]),
        (Measure.Taken, [Measure.Matched, Measure.Unidentified, Measure.Abandoned]),
    ];

    private readonly HashSet<(EvaluationNode, Measure)> untold = [];
    private readonly int threshold;

    /// <param name="pilot">The root of the tree.</param>
    /// <param name="threshold">The smallest count but zero that may be told, from 2.</param>
    public Suppression(EvaluationNode pilot, int threshold)
    {
        this.threshold = threshold;
        foreach (var (measure, parts) in Order)
        {
            HideSums(pilot, measure, parts);
            Settle(pilot, measure);
        }
    }

    /// <summary>The count, or null when it is not told.</summary>
    public long? Told(EvaluationNode node, Measure measure) => IsTold(node, measure) ? node.Count(measure) : null;

    private bool IsTold(EvaluationNode node, Measure measure) => !untold.Contains((node, measure));

    private void HideSums(EvaluationNode node, Measure measure, Measure[] parts)
    {
        if (!Array.TrueForAll(parts, part => IsTold(node, part)) || IsTelling(node, measure)) untold.Add((node, measure));
        foreach (var child in node.Children) HideSums(child, measure, parts);
    }

    // Where few were taken of many that came, it would be found by what was abandoned, however much that is.
    private bool IsTelling(EvaluationNode node, Measure measure) =>
        measure == Measure.Abandoned && node.Count(Measure.Taken) is var taken && taken > 0 && taken < threshold;

    /// <returns>The untold days that are below no told total yet.</returns>
    private Open Settle(EvaluationNode node, Measure measure)
    {
        var open = new Open(0, 0);
        foreach (var child in node.Children) open += Settle(child, measure);
        if (node.Count(measure) is var count && count > 0 && count < threshold) untold.Add((node, measure));
        if (IsTold(node, measure))
        {
            while (!open.IsSafe(threshold) && SmallestTold(node, measure) is { } sibling) open += Hide(sibling, measure);
            if (open.IsSafe(threshold)) return new Open(0, 0);
            untold.Add((node, measure));
        }
        return Below(node, measure, open);
    }

    /// <param name="node">With a count.</param>
    /// <param name="measure">Of which.</param>
    /// <returns>The days that it adds to those of its parent; there is one at least.</returns>
    private Open Hide(EvaluationNode node, Measure measure)
    {
        untold.Add((node, measure));
        var open = OpenBelow(node, measure);
        return open.Days == 0 ? Hide(node.Children.Where(child => child.Count(measure) > 0).MinBy(child => child.Count(measure))!, measure) : open;
    }

    private Open OpenBelow(EvaluationNode node, Measure measure)
    {
        if (IsTold(node, measure)) return new Open(0, 0);
        return Below(node, measure, node.Children.Aggregate(new Open(0, 0), (sum, child) => sum + OpenBelow(child, measure)));
    }

    // What is telling must have its choice from elsewhere: days that are all its own leave its total known.
    private Open Below(EvaluationNode node, Measure measure, Open children)
    {
        var open = node.Children.Count == 0 ? Open.Day(node.Count(measure)) : children;
        return IsTelling(node, measure) ? new Open(Math.Max(1, open.Days), 0) : open;
    }

    private EvaluationNode? SmallestTold(EvaluationNode node, Measure measure) =>
        node.Children.Where(child => child.Count(measure) > 0 && IsTold(child, measure)).MinBy(child => child.Count(measure));

    /// <param name="Days">How many untold days.</param>
    /// <param name="Room">By how much they sum to more than one each.</param>
    private sealed record Open(int Days, long Room)
    {
        // Whoever knows that a sum of nothing is untold with its parts knows this day.
        public static Open Day(long count) => count == 0 ? new Open(0, 0) : new Open(1, count - 1);

        public static Open operator +(Open one, Open other) => new(one.Days + other.Days, one.Room + other.Room);

        public bool IsSafe(int threshold) => Days == 0 || Room >= threshold - 1;
    }
}
