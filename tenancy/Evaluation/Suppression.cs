using IdBellen.Tenancy.Counts;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>
/// Decides which counts are published. Primary suppression: counts from 1 to threshold - 1. Complementary suppression: further counts, so
/// that those cannot be derived by subtraction. Even with all published counts, the sums between them, and the knowledge that suppressed
/// counts are not zero, each suppressed count could be the threshold or more; one of a measure that is the sum of others could still be one
/// of several numbers.
/// </summary>
/// <remarks>
/// Within one measure, a published total reveals the sum of the suppressed days below it that are not below another published total as
/// well. If there are n of them with sum s, each can be anything from 1 to s - n + 1, so s - n must be at least threshold - 1. Otherwise
/// the smallest published sibling is suppressed too, with one of its days; if there is none left, the total itself is. A measure that is
/// the sum of others reveals nothing new where all of these are published, and is published only there.
/// </remarks>
public sealed class Suppression
{
    // Ordered by dependency.
    private static readonly (Measure Measure, Measure[] Parts)[] Order =
    [
        (Measure.Refused, []), (Measure.Expired, []), (Measure.NotPhoned, []), (Measure.Matched, []), (Measure.Unidentified, []), (
            Measure.WrongCodes, []),
        (Measure.Disclosed, [Measure.Matched, Measure.NotPhoned]),
        (Measure.Started, [Measure.Disclosed, Measure.Refused, Measure.Expired]),
        // Not a sum, but bounded by these two: many abandoned calls imply many calls.
        (Measure.Abandoned, [Measure.Matched, Measure.Unidentified]),
        (Measure.Taken, [Measure.Matched, Measure.Unidentified, Measure.Abandoned]),
    ];

    private readonly HashSet<(EvaluationNode, Measure)> suppressed = [];
    private readonly int threshold;

    /// <param name="threshold">The smallest nonzero count that may be published; at least 2.</param>
    public Suppression(EvaluationNode pilot, int threshold)
    {
        this.threshold = threshold;
        foreach (var (measure, parts) in Order)
        {
            HideSums(pilot, measure, parts);
            Settle(pilot, measure);
        }
    }

    /// <summary>The count, or null when it is suppressed.</summary>
    public long? Published(EvaluationNode node, Measure measure) => IsPublished(node, measure) ? node.Count(measure) : null;

    private bool IsPublished(EvaluationNode node, Measure measure) => !suppressed.Contains((node, measure));

    private void HideSums(EvaluationNode node, Measure measure, Measure[] parts)
    {
        if (!Array.TrueForAll(parts, part => IsPublished(node, part)) || IsDisclosive(node, measure)) suppressed.Add((node, measure));
        foreach (var child in node.Children) HideSums(child, measure, parts);
    }

    // If few of many calls were taken, the number of abandoned ones would reveal how many.
    private bool IsDisclosive(EvaluationNode node, Measure measure) =>
        measure == Measure.Abandoned && node.Count(Measure.Taken) is var taken && taken > 0 && taken < threshold;

    /// <returns>The suppressed days that are not below a published total yet.</returns>
    private Open Settle(EvaluationNode node, Measure measure)
    {
        var open = new Open(0, 0);
        foreach (var child in node.Children) open += Settle(child, measure);
        if (node.Count(measure) is var count && count > 0 && count < threshold) suppressed.Add((node, measure));
        if (IsPublished(node, measure))
        {
            while (!open.IsSafe(threshold) && SmallestPublished(node, measure) is { } sibling) open += Hide(sibling, measure);
            if (open.IsSafe(threshold)) return new Open(0, 0);
            suppressed.Add((node, measure));
        }
        return Below(node, measure, open);
    }

    /// <param name="node">A node with a count.</param>
    /// <returns>The suppressed days that it adds to those of its parent; at least one.</returns>
    private Open Hide(EvaluationNode node, Measure measure)
    {
        suppressed.Add((node, measure));
        var open = OpenBelow(node, measure);
        return open.Days == 0
            ? Hide(node.Children.Where(child => child.Count(measure) > 0).MinBy(child => child.Count(measure))!, measure) : open;
    }

    private Open OpenBelow(EvaluationNode node, Measure measure)
    {
        if (IsPublished(node, measure)) return new Open(0, 0);
        return Below(node, measure, node.Children.Aggregate(new Open(0, 0), (sum, child) => sum + OpenBelow(child, measure)));
    }

    // A disclosive count needs its uncertainty from other days: days that are all its own would leave its total known.
    private Open Below(EvaluationNode node, Measure measure, Open children)
    {
        var open = node.Children.Count == 0 ? Open.Day(node.Count(measure)) : children;
        return IsDisclosive(node, measure) ? new Open(Math.Max(1, open.Days), 0) : open;
    }

    private EvaluationNode? SmallestPublished(EvaluationNode node, Measure measure) =>
        node.Children.Where(child => child.Count(measure) > 0 && IsPublished(child, measure)).MinBy(child => child.Count(measure));

    /// <param name="Days">The number of suppressed days.</param>
    /// <param name="Room">The amount by which their sum exceeds one per day.</param>
    private sealed record Open(int Days, long Room)
    {
        // A zero that is suppressed together with its parts is known to be zero.
        public static Open Day(long count) => count == 0 ? new Open(0, 0) : new Open(1, count - 1);

        public static Open operator +(Open one, Open other) => new(one.Days + other.Days, one.Room + other.Room);

        public bool IsSafe(int threshold) => Days == 0 || Room >= threshold - 1;
    }
}
